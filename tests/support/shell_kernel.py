"""A small Jupyter kernel that is not Python: each cell is a piece of a Bash script."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

NAME = "toy-shell"
SPEC = {"display_name": "Toy shell", "language": "bash", "name": NAME}


def install(folder: Path) -> None:
    """Make a folder for JUPYTER_PATH in which the kernel is known."""
    place = folder / "kernels" / NAME
    place.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.support.shell_kernel", "-f", "{connection_file}"]
    about = {"argv": command, **SPEC, "interrupt_mode": "signal"}
    (place / "kernel.json").write_text(json.dumps(about))


class ShellKernel(Kernel):
    """Keeps functions and variables from cell to cell in a file."""

    implementation, implementation_version = NAME, "1"
    banner = NAME
    language_info: ClassVar = {"name": "bash", "mimetype": "text/x-sh", "file_extension": ".sh"}

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self._kept = Path(tempfile.mkdtemp(), "state.sh")
        self._kept.touch()

    def do_execute(self, code: str, silent: bool, *_: Any, **__: Any) -> dict[str, Any]:
        keep = f'declare -f > "{self._kept}"'
        script = f'. "{self._kept}"\n{code}\n{keep}'
        done = subprocess.run(["bash", "-ec", script], text=True, capture_output=True)
        about = {"execution_count": self.execution_count}
        if not silent and done.stdout:
            self.send_response(self.iopub_socket, "stream", {"name": "stdout", "text": done.stdout})
        if done.returncode == 0:
            return {**about, "status": "ok", "payload": [], "user_expressions": {}}
        error = {"ename": "Failed", "evalue": str(done.returncode), "traceback": [done.stderr]}
        if not silent:
            self.send_response(self.iopub_socket, "error", error)
        return {**about, "status": "error", **error}


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=ShellKernel)
