"""What folders and archives may hold: read within bounds, refused in a sentence, never unpacked."""

import gzip
import io
import os
import re
import stat
import struct
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from autograder.submission import archives
from autograder.submission.archives import files_in
from autograder.submission.read import UnreadableSubmission

CODE = b"def double(x):\n    return 2 * x\n"


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as archive:
        for name, content in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return path


def refused(path: Path) -> str:
    with pytest.raises(UnreadableSubmission) as caught:
        files_in(path)
    said = str(caught.value)
    assert "\n" not in said
    assert len(said) < 300
    return said


FILES = {
    "hw/cs231n/layers.py": CODE,
    "hw/notebook.ipynb": b"{}",
    "hw/notes.qmd": b"x",
    "hw/data/cifar.bin": b"\0" * 5000,
    "__MACOSX/hw/cs231n/._layers.py": b"\0",
    "hw/.ipynb_checkpoints/notebook-checkpoint.ipynb": b"{}",
    "hw/__pycache__/layers.py": b"",
    "hw/venv/lib/site-packages/numpy/a.py": b"",
}
KEPT = {name: FILES[name] for name in list(FILES)[:3]}


@pytest.mark.parametrize("kind", ["folder", ".zip", ".tar", ".tar.gz", ".tgz", ".ZIP"])
def test_what_may_hold_a_solution_is_read_and_clutter_is_not(tmp_path, kind):
    if kind == "folder":
        path = tmp_path / "work"
        for name, content in FILES.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)
    elif kind.lower() == ".zip":
        path = zipped(tmp_path / f"work{kind}", FILES)
    else:
        made = tarred(tmp_path / ("a.tar" if kind == ".tar" else "a.tar.gz"), FILES)
        path = made.rename(tmp_path / f"work{kind}")
    assert files_in(path) == KEPT


def test_names_with_backslashes_are_paths(tmp_path):
    assert list(files_in(zipped(tmp_path / "a.zip", {"hw\\cs231n\\layers.py": CODE}))) == [
        "hw/cs231n/layers.py"
    ]


@pytest.mark.parametrize(
    "name", ["../x.py", "a/../../x.py", "/etc/x.py", "C:\\x.py", "c:x.py", "..\\x.py", "//x/y.py"]
)
@pytest.mark.parametrize("make", [zipped, tarred])
def test_a_name_that_leads_out_is_refused(tmp_path, name, make):
    path = make(tmp_path / ("a.zip" if make is zipped else "a.tar.gz"), {"a.py": CODE, name: CODE})
    assert "whose name leads out of it" in refused(path)


def with_link(path: Path) -> Path:
    about = zipfile.ZipInfo("layers.py")
    about.create_system, about.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(about, "/etc/passwd")
    return path


def tar_of(path: Path, *members: tuple[bytes, str]) -> Path:
    with tarfile.open(path, "w") as archive:
        for kind, target in members:
            about = tarfile.TarInfo("layers.py")
            about.type, about.linkname = kind, target
            archive.addfile(about)
    return path


def test_links_and_special_files_are_passed_over(tmp_path):
    kinds = [(tarfile.SYMTYPE, "/etc/passwd"), (tarfile.LNKTYPE, "/etc/passwd"),
             (tarfile.FIFOTYPE, ""), (tarfile.CHRTYPE, ""), (tarfile.DIRTYPE, "")]  # fmt: skip
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "layers.py").symlink_to("/etc/passwd")
    (folder / "more").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.py")
    for path in (with_link(tmp_path / "a.zip"), tar_of(tmp_path / "a.tar", *kinds), folder):
        assert "holds no notebook and no Python file" in refused(path)


def encrypted(path: Path) -> Path:
    content = bytearray(zipped(path, {"a.py": CODE}).read_bytes())
    # the flag of the file itself and that of its entry in the list
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path


def bomb(path: Path) -> Path:
    return zipped(path, {f"{n}.py": b"#" * 10 * 2**20 for n in range(8)})


def lying_bomb(path: Path) -> Path:
    """A member of 80 MB that calls itself 10 bytes long."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(b"#" * 80 * 2**20) + packed.flush()
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), 10, 4, 0) + b"a.py"
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(data), 10, 4, 0, 0, 0, 0, 0, 0
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entry) + 4, len(local + data), 0)
    path.write_bytes(local + data + entry + b"a.py" + end)
    return path


def many_files(path: Path) -> Path:
    return zipped(path, {f"{n}.txt": b"" for n in range(archives.MOST_FILES + 1)})


def endless_list(path: Path) -> Path:
    """A list of a hundred thousand files, all of them the same one."""
    whole = zipped(path, {"a.py": CODE}).read_bytes()
    start, end = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    listed = whole[start:end] * 100_000
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(listed), start, 0)
    path.write_bytes(whole[:start] + listed + tail)
    return path


def overlapping(path: Path) -> Path:
    """Files that share one packed content, as in bombs whose size no single file betrays."""
    whole = zipped(path, {"a.py": b"#" * 2**20}).read_bytes()
    start, end = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    listed = whole[start:end] * 200
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 200, 200, len(listed), start, 0)
    path.write_bytes(whole[:start] + listed + tail)
    return path


HOSTILE = {
    "encrypted": (encrypted, "asks for a password"),
    "a bomb": (bomb, "holds more than 64 MiB"),
    "a bomb that lies of its size": (lying_bomb, "cannot be read: a damaged archive"),
    # newer versions of zipfile find it damaged before it is counted
    "a bomb of files that overlap": (overlapping, "holds more than 64 MiB|a damaged archive"),
    "many files": (many_files, "holds more than 10000 files"),
    "a list without end": (endless_list, "holds too many files"),
    "nested": (
        lambda path: zipped(path, {"inner.zip": b"PK"}), "an archive in it is not opened",
    ),
    "deep": (lambda path: zipped(path, {"a/" * 20 + "x.py": CODE}), "folders more than 16 deep"),
    "packed with bzip2": (
        lambda path: zipped(path, {"a.py": CODE}, zipfile.ZIP_BZIP2), "in an unusual way",
    ),
    "packed with LZMA": (
        lambda path: zipped(path, {"a.py": CODE}, zipfile.ZIP_LZMA), "in an unusual way",
    ),
    "cut off": (
        lambda path: path.write_bytes(zipped(path, FILES).read_bytes()[:-30]), "a damaged archive",
    ),
    "no archive": (lambda path: path.write_bytes(b"<html>"), "a damaged archive, or none"),
    "empty": (lambda path: path.write_bytes(b""), "a damaged archive, or none"),
    "without files": (lambda path: zipped(path, {}), "holds no notebook and no Python file"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("make", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_zip_is_refused_in_a_sentence_and_soon(tmp_path, make, said):
    path = tmp_path / "a.zip"
    make(path)
    start = time.monotonic()
    assert re.search(said, refused(path))
    assert time.monotonic() - start < 10


def zeros(path: Path) -> Path:
    """A tar file of 1 GB of zeros, which packs to 1 MB."""
    about = tarfile.TarInfo("zeros.bin")
    about.size = 2**30
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(about.tobuf())
        for _ in range(2**10):
            file.write(bytes(2**20))
    return path


def long_names(path: Path) -> Path:
    """Headers that each say that another header follows."""
    about = tarfile.TarInfo("././@LongLink")
    about.type, about.size = tarfile.GNUTYPE_LONGNAME, 1
    path.write_bytes((about.tobuf() + b"x".ljust(512, b"\0")) * 5_000)
    return path


HOSTILE_TARS = {
    "a bomb": (zeros, "holds more than 128 MiB, unpacked"),
    "headers of headers": (long_names, "cannot be read: a damaged archive"),
    "no archive": (lambda path: path.write_bytes(b"x" * 2000), "a damaged archive, or none"),
    "cut off": (
        lambda path: path.write_bytes(tarred(path, FILES).read_bytes()[:90]), "a damaged archive",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("make", "said"), HOSTILE_TARS.values(), ids=HOSTILE_TARS)
def test_a_hostile_tar_is_refused_in_a_sentence_and_soon(tmp_path, make, said):
    name = "a.tar" if make is long_names else "a.tar.gz"
    make(tmp_path / name)
    start = time.monotonic()
    assert said in refused(tmp_path / name)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("name", ["a.7z", "a.rar", "a.tar.bz2", "a.tar.xz", "a.gz"])
def test_other_kinds_of_archives_are_refused_by_their_names(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    assert refused(tmp_path / name).endswith("is an archive of a kind that is not read: use zip")


def test_an_archive_that_is_too_large_is_not_opened(tmp_path):
    with (tmp_path / "a.zip").open("wb") as file:
        file.truncate(archives.MOST_BYTES + 1)
    assert "larger than 64 MiB" in refused(tmp_path / "a.zip")


def test_a_folder_with_too_much_in_it_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    for n in range(4):
        (tmp_path / f"{n}.py").write_bytes(CODE)
    assert "holds more than 3 files" in refused(tmp_path)
