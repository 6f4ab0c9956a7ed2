"""What the lists of the test run name is there: no test is renamed out of `THOROUGH` unseen."""

import pytest

from tests.conftest import LONGEST_FIRST, THOROUGH
from tests.support.places import TESTS


@pytest.mark.parametrize("entry", [*THOROUGH, *LONGEST_FIRST])
def test_a_name_in_a_list_of_the_test_run_is_that_of_a_test(entry):
    file, _, function = entry.partition("::")
    assert (TESTS / file).exists()
    assert not function or f"def {function}(" in (TESTS / file).read_text(encoding="utf-8")
