"""The benchmarks: their classes, their checks without a box, and one tiny run."""

import json
import subprocess
import sys
import time
from itertools import islice

import numpy as np
import pytest

from autograder.course.course import Course
from autograder.sandbox.inside.wire import Handle, Opaque
from benchmarks import classes, memory, profile
from benchmarks.direct import Direct, crossed
from benchmarks.paths import ROOT
from benchmarks.targets import Target
from tests.support.shell import unmeasured

ASSIGNMENTS = ("regularization", "dropout")
KERNEL = """
import json, sys
from benchmarks import kernel
found = kernel.Course(kernel.ROOT).assignment("{0}")
names = vars(found.reference)
points = {{each: kernel.points("{0}", each, names) for each in found.points}}
loaded = [name for name in ("pytest", "autograder.sandbox.box") if name in sys.modules]
print(json.dumps({{"points": points, "loaded": loaded}}))
"""


def run(*words, seconds):
    line = [sys.executable, "-m", *words]
    done = subprocess.run(
        line, cwd=ROOT, env=unmeasured(), capture_output=True, text=True, timeout=seconds
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.parametrize(("owner", "name"), sorted({part[:2] for part in profile.PARTS}, key=str))
def test_every_part_that_the_profile_times_is_there(owner, name):
    assert callable(getattr(owner, name))


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_class_is_the_same_each_time_and_no_two_notebooks_are(assignment):
    small = dict(classes.submissions(assignment, 10))
    large = dict(classes.submissions(assignment, 30))
    assert {name: large[name] for name in small} == small
    assert len({json.dumps(notebook) for notebook in large.values()}) == 30
    known = Course(ROOT).assignment(assignment)
    students = classes.SyntheticClass(known, classes.released(ROOT, assignment))
    assert dict(students.submissions(2, left_out=3)) == dict(islice(small.items(), 3, 5))


def test_most_hand_in_right_work_and_a_few_nothing():
    released = {cell["id"]: cell["source"] for cell in classes.released(ROOT, "dropout")["cells"]}
    untouched = [
        cell["source"] == released[cell["id"]]
        for _, notebook in classes.submissions("dropout", 200)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("solution")
    ]
    assert 0.06 < np.mean(untouched) < 0.14


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_pure_compute_and_the_sandbox_agree_on_every_check(assignment):
    words = ("benchmarks.pure", assignment, "--count", "8", "--rounds", "1", "--json")
    found = json.loads(run(*words, seconds=300))
    assert found["differ"] == []
    assert found["median"]["ratio"] > 0


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_kernel_gives_the_reference_full_points_and_loads_no_more_than_the_checks(assignment):
    code = KERNEL.format(assignment)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    points = Course(ROOT).assignment(assignment).points
    assert json.loads(done.stdout) == {"points": points, "loaded": []}, done.stderr


def test_values_cross_as_copies_and_objects_as_handles():
    inner = np.arange(3.0)
    value = {"W1": inner, "more": (inner, [1, "a", None], np.float32(2))}
    copied = crossed(value, lambda _: Handle(0, "Net"))
    inner[:] = 7
    np.testing.assert_array_equal(copied["W1"], [0, 1, 2])
    assert copied["W1"] is not copied["more"][0]
    assert copied["more"][1:] == ([1, "a", None], np.float32(2))
    assert crossed([object()], lambda _: Handle(0, "Net")) == [Handle(0, "Net")]
    assert isinstance(crossed(np.array([object()]), lambda _: None), Opaque)
    assert crossed(2**64, lambda _: None) == Opaque("int beyond 64 bits")


def test_a_direct_call_gets_copies_of_its_arguments():
    def spoil(x):
        x[:] = 0
        return x

    x = np.ones(3)
    direct = Direct({"spoil": spoil}, ["spoil"])
    request = {"do": "call", "target": "spoil", "path": [], "args": [x], "kwargs": {}}
    reply = direct.request("spoil", **request)
    assert x.all()
    assert not reply["value"].any() and not direct.arguments("spoil")["args"][0].any()


def test_memory_counts_a_process_and_its_children():
    line = [sys.executable, "-c", "x = bytearray(50_000_000); input()"]
    code = f"import subprocess; subprocess.run({line!r})"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
    watch = memory.Watch(process.pid, interval=0.05)
    try:
        while watch.peak < 50_000_000 and process.poll() is None:
            time.sleep(0.05)
        assert len(memory.family(process.pid)) == 2
    finally:
        process.communicate(b"\n", timeout=60)
    assert 50_000_000 < watch.stop() < 200_000_000


def test_a_target_knows_its_good_side():
    assert Target("fast", 31, 30, at_least=True).is_met
    assert not Target("fast", 29, 30, at_least=True).is_met
    assert Target("slow", 59, 60).is_met and not Target("slow", 61, 60).is_met


def test_one_tiny_run_measures_and_agrees(tmp_path):
    file = tmp_path / "found.json"
    rows = ("class", "stock", "pytest")
    told = run("benchmarks", "--quick", "--only", *rows, "--json", str(file), seconds=600)
    found = json.loads(file.read_text())
    assert found["skipped"] == {}
    assert "100000 submissions a day" in told
    assert found["twice"]["same_scores"] and found["twice"]["peak_mib"] > 10
    for name in ("stock", "pytest"):
        assert found["tools"][name]["differ"] == []
        assert found["tools"][name]["agree"] == found["tools"][name]["n"]
