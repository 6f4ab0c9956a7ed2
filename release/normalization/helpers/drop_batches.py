"""Reads the published CIFAR-10 files, without running anything that they might contain.

The files are pickles written by Python 2, and a pickle may ask Python to call any function. Here
it may name three things of NumPy, gets a dummy for each, and everything else is refused; the array
is then put together by this module from bytes whose size and type it has checked.
"""

import gzip
import io
import pickle
import pickletools
import tarfile
import zlib
from pathlib import Path

import numpy as np

ARCHIVE = "cifar-10-python.tar.gz"
FOLDER = "cifar-10-batches-py"
BATCHES = (*(f"data_batch_{number}" for number in range(1, 6)), "test_batch")
BATCH_SIZE, PIXELS, CLASSES = 10_000, 3 * 32 * 32, 10

# A published batch has 31 million bytes and 41 thousand instructions.
MAX_BYTES, MAX_INSTRUCTIONS, MAX_MEMBERS = 40_000_000, 100_000, 100
INSTRUCTIONS = frozenset(
    "PROTO STOP MARK GLOBAL REDUCE BUILD EMPTY_DICT SETITEM SETITEMS EMPTY_LIST APPEND APPENDS "
    "EMPTY_TUPLE TUPLE TUPLE1 TUPLE2 TUPLE3 NONE NEWTRUE NEWFALSE BININT BININT1 BININT2 LONG1 "
    "SHORT_BINSTRING BINSTRING BINPUT LONG_BINPUT BINGET LONG_BINGET".split()
)
MULTIARRAY = ("numpy.core.multiarray", "numpy._core.multiarray")
NAMES = {("numpy", "ndarray"), ("numpy", "dtype"), *((m, "_reconstruct") for m in MULTIARRAY)}


class DataError(Exception):
    """The images cannot be read from where they should be; one line that says what to do."""


def read_batches(path):
    """Return images (60000, 3, 32, 32) uint8 and labels (60000,) int64, the test batch last.

    path: the archive, or a folder with the six batches. Raises DataError, naming the file that is
    not as published.
    """
    images = np.empty((len(BATCHES), BATCH_SIZE, PIXELS), np.uint8)
    labels = np.empty((len(BATCHES), BATCH_SIZE), np.int64)
    missing = set(BATCHES)
    try:
        for name, content in _from_folder(path) if path.is_dir() else _from_archive(path):
            place = BATCHES.index(name)
            try:
                images[place], labels[place] = read_batch(content)
            except DataError as error:
                raise DataError(f"{name} in '{path}' is not a CIFAR-10 batch: {error}.") from None
            missing.discard(name)
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise DataError(
            f"'{path}' cannot be read ({_line(error)}): delete it and download it again."
        ) from None
    if missing:
        raise DataError(
            f"'{path}' lacks {', '.join(sorted(missing))}: it should hold all six published "
            f"batches; download {ARCHIVE} again."
        )
    return images.reshape(-1, 3, 32, 32), labels.reshape(-1)


def read_batch(content):
    """Return data (10000, 3072) uint8 and labels (10000,) of one batch file's bytes."""
    _check_instructions(content)
    try:
        batch = _Reader(io.BytesIO(content), encoding="bytes").load()
    except DataError:
        raise
    except Exception as error:  # a broken pickle can fail in any way
        raise DataError(f"its pickle is broken ({_line(error)})") from None
    if not isinstance(batch, dict) or not {b"data", b"labels"} <= batch.keys():
        raise DataError("it is no dictionary with data and labels")
    labels = batch[b"labels"]
    if not isinstance(labels, list) or len(labels) != BATCH_SIZE:
        raise DataError(f"its labels are no list of {BATCH_SIZE}")
    if not all(type(label) is int and 0 <= label < CLASSES for label in labels):
        raise DataError(f"its labels are not all whole numbers from 0 to {CLASSES - 1}")
    return _array(batch[b"data"]), np.array(labels)


class _Dummy:
    """Stands for a thing of NumPy: remembers how it was called, and does nothing."""

    __slots__ = ("args", "name", "state")

    def __init__(self, name, args=()):
        self.name, self.args, self.state = name, args, ()

    def __call__(self, *args):
        return _Dummy(self.name, args)

    def __setstate__(self, state):
        self.state = state


class _Reader(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) in NAMES:
            return _Dummy(name)
        raise DataError(f"it asks for {module[:40]!r} {name[:40]!r}, which no such file needs")


def _check_instructions(content):
    """Refuse instructions and memory demands that a batch never has, before unpickling."""
    try:
        for count, (code, value, _) in enumerate(pickletools.genops(content)):
            if code.name not in INSTRUCTIONS or count > MAX_INSTRUCTIONS:
                raise DataError(f"its pickle has instructions no batch needs ({code.name}...)")
            if code.name.endswith("PUT") and value > MAX_INSTRUCTIONS:
                raise DataError("its pickle asks for too much memory")
    except (ValueError, IndexError, OverflowError) as error:
        raise DataError(f"its pickle is broken ({_line(error)})") from None


def _array(found):
    """Build the image array from the dummy that stands for it."""
    state = found.state if isinstance(found, _Dummy) else None
    if not isinstance(state, tuple) or len(state) != 5:
        raise DataError("its data is no array")
    _, shape, dtype, fortran, raw = state
    if shape != (BATCH_SIZE, PIXELS) or not isinstance(raw, bytes):
        raise DataError(f"its data is not of shape ({BATCH_SIZE}, {PIXELS})")
    if not isinstance(dtype, _Dummy) or dtype.args[:1] != (b"u1",):
        raise DataError("its data is not of type uint8")
    if len(raw) != BATCH_SIZE * PIXELS:
        raise DataError(f"its data has {len(raw)} bytes")
    return np.frombuffer(raw, np.uint8).reshape(shape, order="F" if fortran else "C")


def _from_folder(folder):
    for name in BATCHES:
        if (folder / name).is_file():
            with open(folder / name, "rb") as file:
                yield name, file.read(MAX_BYTES)


def _from_archive(path):
    with gzip.open(path) as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
        for count, member in enumerate(archive):
            if count > MAX_MEMBERS or member.size > MAX_BYTES:
                raise tarfile.ReadError("it holds more than the published archive does")
            if member.isfile() and Path(member.name).name in BATCHES:
                yield Path(member.name).name, archive.extractfile(member).read()
        # Only at the end of the stream does gzip compare the checksum of what it unpacked.
        if len(stream.read(MAX_BYTES)) == MAX_BYTES:
            raise tarfile.ReadError("it holds more than the published archive does")


def _line(error):
    """Return what an error says, as one short line; its type where it says nothing."""
    return " ".join(str(error).split())[:100] or type(error).__name__
