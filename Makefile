# make demo   the whole life of an assignment, on a simulated class
# make test   all tests
# make fuzz   the fuzz tests at length: 10,000 notebooks, 100,000 messages
# make bench   measure: against stock nbgrader, otter-grader and pytest, and from 10 to 4000 students
# make verify   prove the hidden suites by wrong, right and mutated solutions
# make release   verify, then generate release/ and solutions/ from source/
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed

.PHONY: demo test fuzz bench lint verify release clean
.DEFAULT_GOAL := demo

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY)
	@$(BIN)/python -m autograder demo

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadfile -q --cov --cov-report=term

fuzz: $(READY)
	FUZZ_EXAMPLES=10000 $(BIN)/python -m pytest -n 2 -q tests/test_fuzz.py

bench: $(READY)
	@$(BIN)/python -m benchmarks

verify: $(READY)
	@$(BIN)/python -m autograder verify

release: $(READY) verify
	$(BIN)/python -m autograder.release

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
