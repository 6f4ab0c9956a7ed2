"""What the student's process can reach: nothing. Each test tries it in a real box."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import launch, self_test
from autograder.sandbox.box import Box
from autograder.sandbox.exceptions import BoxError, Died, Garbled, Hung
from autograder.sandbox.inside import wire
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.self_test import open_box
from tests.support.places import ROOT, TOY

linux = pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's seccomp")
pytestmark = linux
GIVEN = [TOY / "source/arithmetic/toy_given.py"]


@pytest.fixture(
    scope="module", params=[Level.SEALED, Level.CONTAINED], ids=lambda x: x.name.lower()
)
def box(request):
    try:
        box = Box(GIVEN, request.param)
    except BoxError as error:
        pytest.skip(f"this machine gives no {request.param.name.lower()} box: {error}")
    with box:
        yield box


def run(box, body, *args, limits=None, seconds=5):
    """Call ``attack(*args)``, whose body is given, in a fresh process; return the reply."""
    source = "import os, sys, socket, ctypes, signal, time\nimport numpy as np\n"
    source += "def attack(*args):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    process = box.spawn(limits or Limits())
    try:
        cell = {"do": "cell", "source": source, "filename": "<cell 1>"}
        assert process.request(cell, 10) == {"value": None}
        call = {"do": "call", "target": "attack", "path": [], "kwargs": {}}
        return process.request({**call, "args": list(args)}, seconds)
    finally:
        process.kill()


REFUSALS = ("PermissionError", "OSError", "RuntimeError", "itimer_error", "ItimerError")


def refused(reply):
    return reply.get("error", {}).get("type") in REFUSALS


SECRETS = {
    "suite": ROOT / "tests/support/toy/exercises/arithmetic/double/test_double.py",
    "engine": ROOT / "autograder/grading/grader.py",
    "reference": ROOT / "source/regularization/regularization.ipynb",
    "configuration": ROOT / "nbgrader_config.py",
}


@pytest.mark.parametrize("secret", SECRETS)
def test_it_cannot_read_the_graders_files(box, secret):
    assert refused(run(box, "return open(args[0]).read()", str(SECRETS[secret])))


def test_it_cannot_read_the_gradebook_or_another_submission(box, tmp_path):
    for name in ("gradebook.db", "submitted.ipynb"):
        path = tmp_path / name
        path.write_text("secret")
        path.chmod(0o644)
        assert refused(run(box, "return open(args[0]).read()", str(path)))
        assert refused(run(box, "return os.stat(args[0]).st_size", str(path)))
        assert refused(run(box, "open(args[0], 'w').write('forged')", str(path)))
        assert path.read_text() == "secret"


def test_it_cannot_look_around(box):
    for folder in ("/", "/tmp", "/proc", str(ROOT)):
        assert refused(run(box, "return os.listdir(args[0])", folder))


def test_it_cannot_read_any_process(box):
    for pid in ("self", "1", str(os.getpid()), "thread-self"):
        for file in ("cmdline", "environ", "maps", "mem"):
            assert refused(run(box, "return open(args[0], 'rb').read(1)", f"/proc/{pid}/{file}"))


@pytest.mark.parametrize(
    "body",
    [
        "socket.socket()",
        "socket.socketpair()",
        "socket.create_connection(('127.0.0.1', 80), 1)",
        "socket.getaddrinfo('localhost', 80)",
    ],
)
def test_it_has_no_network(box, body):
    reply = run(box, body)
    assert refused(reply) or reply["error"]["type"] == "gaierror"


@pytest.mark.parametrize(
    "body",
    [
        "os.fork()",
        "import threading; threading.Thread(target=print).start()",
        "import subprocess; subprocess.run(['true'])",
        "os.execv('/bin/true', ['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.kill(os.getppid(), 0)",
        "os.killpg(0, 0)",
        "os.setuid(0)",
        "os.chmod('/tmp', 0)",
        "os.symlink('/etc/passwd', '/tmp/link')",
        "os.memfd_create('x')",
        "os.pipe()",
        "os.dup(3)",
    ],
)
def test_it_cannot_make_processes_signal_or_change_anything(box, body):
    reply = run(box, body)
    assert refused(reply) or reply["error"]["type"] == "ModuleNotFoundError"


def test_raw_system_calls_are_refused_too(box):
    body = """
    libc = ctypes.CDLL(None, use_errno=True)
    return [libc.syscall(n, *rest) for n, *rest in args[0]]
    """
    ptrace, process_vm_readv, unshare, mount, bpf = 101, 310, 272, 165, 321
    calls = [[n, 0, 0, 0, 0] for n in (ptrace, process_vm_readv, unshare, mount, bpf)]
    assert run(box, body, calls) == {"value": [-1] * 5}


def test_it_inherits_nothing_but_its_channel(box):
    body = """
    found = []
    for fd in range(64):
        try:
            os.lseek(fd, 0, 1)
            found.append(fd)
        except OSError as error:
            if error.errno != 9:  # it exists
                found.append(fd)
    return found
    """
    assert run(box, body) == {"value": [0, 1, 2, 3]}


def test_its_environment_and_arguments_tell_nothing(box):
    value = run(box, "return [dict(os.environ), sys.argv, os.getcwd()]")
    if "value" in value:
        environment, arguments, folder = value["value"]
        assert set(environment) <= {*launch.ENVIRONMENT, "PWD"}
        assert arguments == ["-c"]
        assert folder == "/"
    value = run(box, "return [dict(os.environ), sys.argv]")["value"]
    assert set(value[0]) <= {*launch.ENVIRONMENT, "PWD"}


def test_the_engine_is_not_importable(box):
    for module in ("autograder", "autograder.grading.grader", "nbgrader", "sqlite3", "pytest"):
        assert "error" in run(box, "__import__(args[0])", module)


def test_given_helpers_and_the_common_standard_library_are_importable(box):
    body = """
    import collections, dataclasses, functools, itertools, json, math, random, statistics, typing
    import numpy.linalg, numpy.random, numpy.fft, toy_given
    return float(np.linalg.norm(np.random.default_rng().random(3))) > toy_given.zero()
    """
    assert run(box, body) == {"value": True}


def test_one_submission_cannot_leave_anything_to_the_next(box):
    run(box, "np.dot = None; sys.modules['math'] = None; np.random.seed(1)")
    assert run(box, "import math; return [math.pi > 3, np.dot(2, 3)]") == {"value": [True, 6]}


def test_memory_has_a_limit_that_the_student_is_told(box):
    reply = run(box, "return np.ones(2**30)", limits=Limits(memory_mb=256))
    assert reply["error"]["type"].endswith("MemoryError")


def test_what_hangs_is_stopped_also_with_signals_ignored(box):
    body = """
    for number in (2, 15, 24):
        signal.signal(number, signal.SIG_IGN)
    while True: pass
    """
    start = time.monotonic()
    with pytest.raises(Hung):
        run(box, body, seconds=0.3)
    assert time.monotonic() - start < 5


def test_it_cannot_lift_its_limits(box):
    body = "sys.modules['resource'].setrlimit(args[0], (-1, -1))"
    for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NPROC):
        assert run(box, body, int(kind))["error"]["type"] == "ValueError"


@pytest.mark.slow
def test_cpu_time_has_a_limit(box):
    with pytest.raises(Died, match="CPU time"):
        run(box, "while True: pass", limits=Limits(cpu_seconds=1), seconds=10)


@pytest.mark.parametrize(
    "body",
    [
        "os.write(3, b'x' * 100)",
        "os.write(3, b'\\0' * 16)",
        "os.write(3, b'\\0' * 7 + b'\\2' + b'\\xff' * 8)",
        "os.write(3, b'\\0' * 7 + b'\\2' + b'\\0\\0\\0\\1\\0\\0\\0\\0' + b'\\xc1')",
    ],
)
def test_forged_replies_are_garbage_and_end_the_process(box, body):
    with pytest.raises((Garbled, Hung, Died)):
        run(box, body, seconds=1)


def test_an_answer_before_its_question_is_garbage_to_the_next_one(box):
    forged = wire.dump(2, {"value": 1.0}, lambda _: wire.Handle(0, ""))  # 1 was the cell's
    source = f"import os\ndef twice():\n    os.write(3, {forged!r})\n    return 2.0"
    process = box.spawn(Limits())
    try:
        cell = {"do": "cell", "source": source, "filename": "<cell 1>"}
        process.request(cell, 10)
        call = {"do": "call", "target": "twice", "path": [], "args": [], "kwargs": {}}
        assert process.request({**call}, 5) == {"value": 1.0}
        with pytest.raises(Garbled, match="answers another question"):
            process.request({**call}, 5)
    finally:
        process.kill()


@pytest.mark.parametrize("size", [0, 100, 65_000, 65_536, 65_537, 300_000, 3_000_000])
def test_what_comes_in_many_pieces_is_put_together(box, size):
    sent = np.arange(size, dtype=np.uint8)
    np.testing.assert_array_equal(run(box, "return args[0][::-1]", sent)["value"], sent[::-1])


@pytest.mark.parametrize("code", ["return np.random.rand()", "np.random.seed = 1; return 1"])
def test_a_seed_may_come_with_a_call(box, code):
    process = box.spawn(Limits())
    try:
        source = f"import numpy as np\ndef draw():\n    {code}"
        cell = {"do": "cell", "source": source, "filename": "<cell 1>"}
        process.request(cell, 10)
        call = {"do": "call", "target": "draw", "path": [], "args": [], "kwargs": {}}
        call |= {"seed": 5}
        assert process.request(dict(call), 5) == process.request(dict(call), 5)
    finally:
        process.kill()


def test_an_endless_reply_is_cut_off(box):
    with pytest.raises((Garbled, Hung, Died)):
        run(box, "while True: os.write(3, bytes(65536))", seconds=2)


def test_a_kill_of_the_grader_leaves_no_process_behind(tmp_path):
    script = """
import sys, time
from pathlib import Path
from autograder.sandbox.self_test import open_box
from autograder.sandbox.limits import Limits
box = open_box([])
student = box.spawn(Limits())
print(box._process.pid, flush=True)
time.sleep(60)
"""
    grader = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert grader.stdout is not None
    zygote = int(grader.stdout.readline())
    family = descendants(grader.pid)
    assert zygote in family
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    deadline = time.monotonic() + 10
    while left := [pid for pid in family if running(pid)]:
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.05)


def descendants(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(c) for c in children} | {d for c in children for d in descendants(int(c))}


def running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_root_gives_itself_up(box):
    if os.geteuid() != 0:
        pytest.skip("the grader is no root here")
    assert run(box, "return [os.getuid(), os.geteuid(), os.getgid()]") == {
        "value": [64_913, 64_913, 64_913]
    }


def test_arrays_come_back_as_plain_arrays_whatever_the_subclass_claims(box):
    body = """
    class Liar(np.ndarray):
        def __array_function__(self, *args, **kwargs): return True
        def __eq__(self, other): return True
    return np.zeros(3).view(Liar)
    """
    value = run(box, body)["value"]
    assert type(value) is np.ndarray


def test_the_best_level_is_found_and_a_leaking_one_is_refused(monkeypatch):
    with open_box([]) as box:
        assert box.level >= Level.SEALED
    monkeypatch.setattr(self_test, "leaks", lambda box: ["read_file"])
    with pytest.raises(BoxError, match=r"read_file.*libseccomp.*--isolation process") as caught:
        open_box([])
    assert "\n" not in str(caught.value)


def test_the_self_test_sees_through_a_box_without_filter():
    with open_box([], Level.PROCESS, Level.PROCESS) as box:
        assert "read_file" in self_test.leaks(box)
        assert "open_socket" in self_test.leaks(box)


def test_a_level_that_is_not_there_is_refused_in_one_line(monkeypatch):
    monkeypatch.setattr(launch, "bubblewrap", lambda: None)
    with pytest.raises(BoxError, match="bubblewrap is not installed"):
        open_box([], Level.CONTAINED)


def test_a_box_that_cannot_start_says_why(tmp_path):
    broken = tmp_path / "broken_given.py"
    broken.write_text("raise ValueError('no such data')")
    with pytest.raises(BoxError, match="no such data"):
        open_box([broken])


def test_time_spent_waiting_for_a_busy_machine_does_not_count(box):
    """As many busy processes as CPUs, three times over: a second of computing takes several."""
    burn = "import time\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-c", burn]) for _ in range(3 * os.cpu_count())]
    try:
        body = "end = time.process_time() + 0.5\nwhile time.process_time() < end: pass\nreturn 1"
        assert run(box, body, seconds=1) == {"value": 1}
    finally:
        for each in others:
            each.kill()
            each.wait()
