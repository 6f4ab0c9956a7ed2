"""The README's commands do what it says."""

import re
import shutil
import subprocess
import sys

from tests.support.places import ROOT
from tests.support.shell import environment

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
COMMANDS = [line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines()]
# Run elsewhere or not ours to run: installing, opening a browser, and the two make commands
# (`make test` runs this very test; test_demo.py runs what `make demo` calls).
ELSEWHERE = ("make demo", "make test", "pip install", "jupyter lab", "source ")


def test_the_two_commands_are_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("make demo", "make test"):
        assert command in COMMANDS
        assert f"\n{command.removeprefix('make ')}: " in makefile


def test_every_path_named_in_the_readme_exists():
    named = re.findall(
        r"\]\(([\w./-]+)\)|`((?:source|release|solutions|autograder|tests)/[\w./]*)`", README
    )
    for path in {a or b for a, b in named if not (a or b).startswith("http")}:
        assert (ROOT / path).exists(), path


def test_the_instructors_commands_run_in_their_order(tmp_path):
    for folder in ("source", "release", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    config += f"\nc.Exchange.root = {str(exchange)!r}\n"
    (tmp_path / "nbgrader_config.py").write_text(config, encoding="utf-8")
    ran = []
    for command in COMMANDS:
        if not command or command.startswith(ELSEWHERE):
            continue
        if command.startswith("nbgrader collect"):
            name = command.split()[-1]
            shutil.copytree(tmp_path / "solutions" / name, tmp_path / "submitted" / "ada" / name)
        if command.startswith("autograder"):
            command = f"{sys.executable} -m {command}"
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env=environment(JUPYTER_DATA_DIR=str(tmp_path / "jupyter")),
            text=True,
            capture_output=True,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        ran.append(command)
    assert len(ran) >= 6
    assert list(tmp_path.glob("feedback/ada/*/*.html"))
