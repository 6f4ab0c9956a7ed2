"""The course's image data: the reader of the published files, the fetch, and the stand-in."""

import errno
import hashlib
import http.server
import importlib
import io
import os
import signal
import struct
import subprocess
import sys
import tarfile
import threading
import time
from types import SimpleNamespace

import numpy as np
import pytest

from tests.support.places import ROOT, SHARED

FOLDER = ROOT / "source" / "dropout"
MODULES = tuple(f"helpers.drop_{each}" for each in ("batches", "standin", "fetch", "data"))
NAMES = [*(f"data_batch_{number}" for number in range(1, 6)), "test_batch"]
SIZE = 20  # images in a batch of the small published set that most tests read


@pytest.fixture
def drop(monkeypatch, tmp_path):
    """The modules, imported anew, with a cache of their own and no network but this machine's."""
    monkeypatch.syspath_prepend(str(FOLDER))
    others = {name: sys.modules.pop(name) for name in {*sys.modules} if name.startswith("helpers")}
    for variable in ("CIFAR10_DIR", "COURSE_OFFLINE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("NO_PROXY", "*")
    modules = [importlib.import_module(name) for name in MODULES]
    yield SimpleNamespace(**{m.__name__.removeprefix("helpers.drop_"): m for m in modules})
    for name in [name for name in sys.modules if name.startswith("helpers")]:
        del sys.modules[name]
    sys.modules.update(others)


@pytest.fixture
def small(drop, monkeypatch):
    """The modules, for published files of a few images."""
    monkeypatch.setattr(drop.batches, "BATCH_SIZE", SIZE)
    for name, number in (("TRAIN", 5 * SIZE), ("TEST", SIZE), ("VAL_START", 5 * SIZE - 10)):
        monkeypatch.setattr(drop.data, name, number)
    return drop


class Python2Pickle:
    """Writes what Python 2 wrote with protocol 2: byte strings, everything remembered."""

    def __init__(self):
        self.bytes, self.remembered = bytearray(b"\x80\x02"), 0

    def put(self, code, remember=False):
        self.bytes += code
        if remember:
            number, self.remembered = self.remembered, self.remembered + 1
            self.bytes += b"q%c" % number if number < 256 else b"r" + struct.pack("<i", number)

    def string(self, text):
        short = len(text) < 256
        start = b"U%c" % len(text) if short else b"T" + struct.pack("<i", len(text))
        self.put(start + text, remember=True)

    def number(self, value):
        self.put(b"K%c" % value if 0 <= value < 256 else b"J" + struct.pack("<i", value))

    def list(self, items, put):
        self.put(b"]", remember=True)
        for start in range(0, len(items), 1000):
            self.put(b"(")
            for item in items[start : start + 1000]:
                put(item)
            self.put(b"e")

    def array(self, array, kind):
        self.put(b"cnumpy.core.multiarray\n_reconstruct\n", remember=True)
        self.put(b"cnumpy\nndarray\n", remember=True)
        self.put(b"K\x00\x85", remember=True)
        self.string(b"b")
        self.put(b"\x87", remember=True)
        self.put(b"R", remember=True)
        self.put(b"(K\x01")
        for side in array.shape:
            self.number(side)
        self.put(b"\x86" if array.ndim == 2 else b"\x85", remember=True)
        self.put(b"cnumpy\ndtype\n", remember=True)
        self.string(kind)
        self.put(b"K\x00K\x01\x87", remember=True)
        self.put(b"R", remember=True)
        self.put(b"(K\x03")
        self.string(b"|")
        self.put(b"NNN" + b"J\xff\xff\xff\xff" * 2 + b"K\x00t", remember=True)
        self.put(b"b\x89")
        self.string(array.tobytes())
        self.put(b"t", remember=True)
        self.put(b"b")


def batch(images, labels, kind=b"u1", leave_out=()):
    """A batch file's bytes, laid out like those of the published archive."""
    writer = Python2Pickle()
    writer.put(b"}", remember=True)
    writer.put(b"(")
    for key in (b"batch_label", b"labels", b"data", b"filenames"):
        if key in leave_out:
            continue
        writer.string(key)
        if key == b"batch_label":
            writer.string(b"training batch 1 of 5")
        elif key == b"labels":
            writer.list(labels, writer.number)
        elif key == b"data":
            writer.array(images, kind)
        else:
            names = [b"a_photograph_s_%06d.png" % place for place in range(len(labels))]
            writer.list(names, writer.string)
    writer.put(b"u.")
    return bytes(writer.bytes)


def drawn(size, seed):
    random = np.random.RandomState(seed)
    images = random.randint(0, 256, (size, 3072)).astype(np.uint8)
    return images, [int(label) for label in random.randint(0, 10, size)]


@pytest.fixture(scope="module")
def published():
    """The small published set: images (120, 3072) and labels, as the files have them."""
    images, labels = drawn(6 * SIZE, 1)
    return images, labels


@pytest.fixture(scope="module")
def files(published):
    images, labels = published
    cuts = [slice(start, start + SIZE) for start in range(0, 6 * SIZE, SIZE)]
    return {name: batch(images[c], labels[c]) for name, c in zip(NAMES, cuts, strict=True)}


def archived(files):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name in sorted(files, key=lambda name: name[::-1]):  # not in their order
            member = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            member.size = len(files[name])
            archive.addfile(member, io.BytesIO(files[name]))
    return content.getvalue()


@pytest.fixture(scope="module")
def archive(files):
    return archived({**files, "readme.html": b"<p>", "batches.meta": b"not read"})


def lay_out(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def everything(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def fails(call, kind, *words):
    """Check that the call raises one line with these words, and nothing else."""
    with pytest.raises(kind) as caught:
        call()
    message = str(caught.value)
    assert "\n" not in message and len(message) < 400, message
    for word in words:
        assert word in message, message


# The published files ------------------------------------------------------------------------------


LAYOUTS = ("batches", "folder in it", "archive in it", "archive")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("named_by", ["argument", "environment"])
def test_own_files_are_read_where_they_lie(
    small, files, archive, published, tmp_path, monkeypatch, capsys, layout, named_by
):
    own = tmp_path / "données à moi"
    if layout in ("batches", "folder in it"):
        lay_out(own / "cifar-10-batches-py" if layout == "folder in it" else own, files)
    else:
        lay_out(own, {"cifar-10-python.tar.gz": archive})
    before = everything(tmp_path)
    place = own / "cifar-10-python.tar.gz" if layout == "archive" else own
    if named_by == "environment":
        monkeypatch.setenv("CIFAR10_DIR", str(place))
        place = None
    data = small.data.get_CIFAR10_data(30, 5, 7, folder=place, subtract_mean=False)
    images, labels = published
    for split, start, number in (("train", 0, 30), ("val", 90, 5), ("test", 100, 7)):
        cut = slice(start, start + number)
        found = data[f"X_{split}"]
        assert found.dtype == np.float32 and found.shape == (number, 3, 32, 32)
        np.testing.assert_array_equal(found.reshape(number, -1), images[cut])
        assert data[f"y_{split}"].dtype == np.int64
        assert data[f"y_{split}"].tolist() == labels[cut]
    assert everything(tmp_path) == before
    assert capsys.readouterr().out == ""


def test_the_mean_image_is_that_of_the_returned_training_images(small, files, published, tmp_path):
    data = small.data.get_CIFAR10_data(30, 5, 7, folder=lay_out(tmp_path / "own", files))
    images, _ = published
    mean = images[:30].astype(float).mean(axis=0)
    np.testing.assert_allclose(data["X_train"].reshape(30, -1), images[:30] - mean, atol=1e-4)
    np.testing.assert_allclose(data["X_test"].reshape(7, -1), images[100:107] - mean, atol=1e-4)


@pytest.mark.slow
def test_a_batch_of_full_size_is_read(drop):
    images, labels = drawn(10_000, 2)
    found_images, found_labels = drop.batches.read_batch(batch(images, labels))
    np.testing.assert_array_equal(found_images, images)
    assert found_labels.tolist() == labels


def test_a_batch_of_the_test_is_what_python_2_wrote():
    """Python's own reader, free to call NumPy, makes the same of the bytes that the tests write."""
    import pickle
    import warnings

    images, labels = drawn(3, 3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy.core has a new name by now
        found = pickle.loads(batch(images, labels), encoding="bytes")
    np.testing.assert_array_equal(found[b"data"], images)
    assert found[b"labels"] == labels


IMAGES, LABELS = drawn(SIZE, 4)
ROW = b"J\x00\x0c\x00\x00\x86"  # 3072, the end of the shape
WRONG = {
    "too few images": (batch(IMAGES[:-1], LABELS), "shape"),
    "other side": (batch(IMAGES[:, :-1], LABELS), "shape"),
    "one dimension": (batch(IMAGES[0], LABELS), "shape"),
    "signed": (batch(IMAGES, LABELS, b"i1"), "uint8"),
    "floats": (batch(IMAGES.astype(np.float64), LABELS, b"f8"), "uint8"),
    "claims one column": (batch(IMAGES, LABELS).replace(ROW, b"K\x01\x86"), "shape"),
    "claims more images": (
        batch(IMAGES[:-1], LABELS).replace(b"K\x13" + ROW, b"K\x14" + ROW),
        "bytes",
    ),
    "labels of 100 classes": (batch(IMAGES, [*LABELS[:-1], 10]), "0 to 9"),
    "negative label": (batch(IMAGES, [*LABELS[:-1], -1]), "0 to 9"),
    "too few labels": (batch(IMAGES, LABELS[:-1]), "list of 20"),
    "no labels": (batch(IMAGES, LABELS, leave_out=[b"labels"]), "no dictionary"),
    "no data": (batch(IMAGES, LABELS, leave_out=[b"data"]), "no dictionary"),
    "a list": (b"\x80\x02].", "no dictionary"),
    "data is None": (b"\x80\x02}(U\x04dataNU\x06labels]u.", "list of 20"),
    "half": (batch(IMAGES, LABELS)[:30_000], "broken"),
    "empty": (b"", "broken"),
    "HTML": (b"<!DOCTYPE html><html>Log in first</html>", "pickle"),
    "an own state": (b"\x80\x02cnumpy\ndtype\n}U\x01aK\x01sb.", "no dictionary"),
    "bare STOP": (b"\x80\x02.", "broken"),
    "memory": (b"\x80\x02Nr\xff\xff\xff\x7f.", "memory"),
    "flood": (b"\x80\x02" + b"N" * 200_000 + b".", "instructions"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_batch_is_told_in_one_line(small, files, tmp_path, name):
    content, word = WRONG[name]
    own = lay_out(tmp_path / "own", {**files, "data_batch_3": content})
    fails(
        lambda: small.data.get_CIFAR10_data(10, folder=own, num_validation=1, num_test=1),
        small.data.DataError, "data_batch_3", word,
    )  # fmt: skip


def malicious(touched):
    command = b"touch '%s'" % os.fsencode(touched)
    string = b"U%c" % len(command) + command
    return {
        "system": b"\x80\x02cposix\nsystem\n" + string + b"\x85R.",
        "old instance": b'(S"' + command + b'"\niposix\nsystem\n.',
        "stack global": b"\x80\x04\x8c\x05posix\x8c\x06system\x93" + string + b"\x85R.",
        "eval": b"\x80\x02c__builtin__\neval\nU\x01a\x85R.",
        "numpy's own": b"\x80\x02cnumpy\nload\n" + string + b"\x85R.",
        "dotted": b"\x80\x02cnumpy\nndarray.tofile\n)R.",
        "new object": b"\x80\x02cnumpy\nndarray\n)\x81.",
        "persistent": b"\x80\x02U\x01aQ.",
        "extension": b"\x80\x02\x82\x01.",
    }


@pytest.mark.parametrize("name", malicious(b""))
def test_a_malicious_pickle_is_refused_and_does_nothing(small, files, archive, tmp_path, name):
    touched = tmp_path / "touched"
    content = malicious(touched)[name]
    own = lay_out(tmp_path / "own", {**files, "test_batch": content})
    fails(lambda: small.data.get_CIFAR10_data(folder=own, num_training=10, num_validation=1,
                                              num_test=1),
          small.data.DataError, "test_batch", "is not a CIFAR-10 batch")  # fmt: skip
    assert not touched.exists()


def test_the_malicious_pickle_of_the_test_would_do_harm(tmp_path):
    import pickle

    pickle.loads(malicious(tmp_path / "touched")["system"])
    assert (tmp_path / "touched").exists()


def test_a_wrong_archive_is_told_in_one_line(small, files, archive, tmp_path):
    missing = {name: files[name] for name in NAMES[:-1]}
    cases = [(archive[: len(archive) // 2], "download it again"), (b"hello", "download it again"),
             (b"", "download it again"), (archived(missing), "lacks test_batch"),
             (archive[:1000] + bytes(100) + archive[1100:], "archive")]  # fmt: skip
    for content, word in cases:
        own = lay_out(tmp_path / "own", {"cifar-10-python.tar.gz": content})
        for place in (own, own / "cifar-10-python.tar.gz"):
            fails(lambda place=place: small.data.get_CIFAR10_data(10, 1, 1, folder=place),
                  small.data.DataError, str(own), word)  # fmt: skip
        assert everything(own) == ["cifar-10-python.tar.gz"]


def test_an_archive_with_too_much_in_it_is_not_read(small, files, monkeypatch, tmp_path):
    own = lay_out(tmp_path, {"cifar-10-python.tar.gz": archived({**files, "x": bytes(10**6)})})
    monkeypatch.setattr(small.batches, "MAX_BYTES", 10**5)
    fails(lambda: small.data.get_CIFAR10_data(10, 1, 1, folder=own),
          small.data.DataError, "more than the published archive")  # fmt: skip


def test_a_named_folder_without_the_batches_is_told(small, files, tmp_path, monkeypatch):
    data = small.data
    fails(lambda: data.get_CIFAR10_data(folder=tmp_path, num_training=1, num_validation=1,
                                        num_test=1), data.DataError, "put one of them")  # fmt: skip
    fails(lambda: data.get_CIFAR10_data(10, 1, 1, folder=tmp_path / "none"), data.DataError)
    fails(lambda: data.get_CIFAR10_data(10, 1, 1, folder="x" * 300), data.DataError, "looked")
    monkeypatch.setenv("CIFAR10_DIR", str(tmp_path))
    lay_out(tmp_path, {"data_batch_1": files["data_batch_1"]})
    fails(lambda: data.get_CIFAR10_data(10, 1, 1), data.DataError, "lacks data_batch_2")


@pytest.mark.parametrize("numbers", [(0, 1, 1), (49_001, 1, 1), (10, 1001, 1), (10, 1, 10_001),
                                     (10, 0, 1), (1.5, 1, 1), (True, 1, 1), ("9", 1, 1),
                                     (-1, 1, 1), (None, 1, 1)])  # fmt: skip
def test_numbers_that_cannot_be_are_told(drop, numbers):
    fails(lambda: drop.data.get_CIFAR10_data(*numbers), ValueError, "num_", "whole number")


# The fetch ----------------------------------------------------------------------------------------


@pytest.fixture
def server():
    """A server on this machine; `answer` is (status, content, number of bytes sent)."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked += 1
            status, content, sent = self.server.answer
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[:sent])
            self.wfile.flush()
            if sent is not None and not self.server.breaks_off:
                self.server.over.wait(30)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.breaks_off, server.over = 0, True, threading.Event()
        server.url = f"http://127.0.0.1:{server.server_port}/cifar-10-python.tar.gz"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def online(small, server, archive, monkeypatch, tmp_path):
    """The small set, published on this machine's server; `cache` is where it will be kept."""
    import pooch

    cache = tmp_path / "a cache, prêt"
    monkeypatch.setattr(pooch, "os_cache", lambda name: cache)
    monkeypatch.setattr(small.fetch, "URL", server.url)
    monkeypatch.setattr(small.fetch, "SHA256", hashlib.sha256(archive).hexdigest())
    server.answer = 200, archive, None
    small.cache = cache
    small.get = lambda: small.data.get_CIFAR10_data(30, 5, 7, subtract_mean=False)
    return small


def is_published(data, published):
    return np.array_equal(data["X_train"].reshape(30, -1), published[0][:30])


def goes_on_with_the_stand_in(drop, capsys, *words):
    """Check one sentence with these words, the stand-in's images, and a cache without anything."""
    data = drop.get()
    out, err = capsys.readouterr()
    told = " ".join(out.split())
    assert told.startswith("Data: the embedded stand-in") and told.endswith(")."), out
    assert (told.count(")."), err) == (1, "")
    for word in words:
        assert word in told
    np.testing.assert_array_equal(data["X_train"], drop.standin.standin_images(30)[0])
    if drop.cache.is_dir():
        assert everything(drop.cache) == []


def test_the_archive_is_fetched_once(online, server, published, capsys):
    assert is_published(online.get(), published)
    assert everything(online.cache) == ["cifar-10-python.tar.gz"]
    out, err = capsys.readouterr()
    assert "is fetched" in out.splitlines()[-1] and err == ""
    assert is_published(online.get(), published)
    assert server.asked == 1
    assert capsys.readouterr().out == ""


def test_the_archive_is_put_where_cifar10_dir_says(
    online, server, published, monkeypatch, tmp_path
):
    place = tmp_path / "über" / "there"
    monkeypatch.setenv("CIFAR10_DIR", str(place))
    assert is_published(online.get(), published) and is_published(online.get(), published)
    assert everything(place) == ["cifar-10-python.tar.gz"]
    assert server.asked == 1 and not online.cache.exists()


def test_a_damaged_archive_in_the_cache_is_fetched_anew(online, archive, published, capsys):
    lay_out(online.cache, {"cifar-10-python.tar.gz": archive[:5000]})
    assert is_published(online.get(), published)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 and "anew" in lines[0]
    assert (online.cache / "cifar-10-python.tar.gz").read_bytes() == archive


def test_a_wrong_answer_leaves_nothing(online, server, archive, capsys):
    server.answer = 200, b"<html>Log in first</html>", None
    goes_on_with_the_stand_in(online, capsys, "wrong checksum")
    server.answer = 404, b"gone", None
    goes_on_with_the_stand_in(online, capsys, "404")
    server.answer = 200, archive, len(archive) // 2
    goes_on_with_the_stand_in(online, capsys, "broke off")


def test_no_connection_is_told_at_once(online, monkeypatch, capsys):
    monkeypatch.setattr(online.fetch, "URL", "http://127.0.0.1:9/cifar-10-python.tar.gz")
    start = time.monotonic()
    goes_on_with_the_stand_in(online, capsys, "no connection")
    assert time.monotonic() - start < 5


def test_a_server_that_falls_silent_is_given_up(online, server, archive, monkeypatch, capsys):
    server.answer, server.breaks_off = (200, archive, 1000), False
    monkeypatch.setattr(online.fetch, "TIMEOUT", (1, 0.3))
    goes_on_with_the_stand_in(online, capsys, "no connection")


def test_a_full_disk_leaves_nothing(online, monkeypatch, capsys):
    import pooch

    def half(self, url, output_file, *_):
        with open(output_file, "wb") as file:
            file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", half)
    goes_on_with_the_stand_in(online, capsys, "no room")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_write_that_really_fails_leaves_nothing(online, capsys):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        goes_on_with_the_stand_in(online, capsys, "cannot be used")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_cache_that_cannot_be_written_is_told(online, monkeypatch, capsys, tmp_path):
    (tmp_path / "a cache, prêt").write_text("in the way", encoding="utf-8")
    goes_on_with_the_stand_in(online, capsys, "cache", "cannot be used")
    assert online.cache.read_text(encoding="utf-8") == "in the way"


def test_a_read_only_cache_is_told(online, monkeypatch, capsys):
    """Root may write anywhere, so the refusal is made here."""

    def refused(path, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    online.cache.mkdir()
    monkeypatch.setattr(os, "mkdir", refused)
    goes_on_with_the_stand_in(online, capsys, "Permission denied")


def test_a_missing_package_is_told(online, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pooch", None)
    goes_on_with_the_stand_in(online, capsys, "pip install pooch")


def test_an_interrupted_fetch_leaves_nothing(online, monkeypatch):
    import pooch

    def interrupted(self, url, output_file, *_):
        with open(output_file, "wb") as file:
            file.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", interrupted)
    with pytest.raises(KeyboardInterrupt):
        online.get()
    assert everything(online.cache) == []


KILLED = """
import sys
sys.path.insert(0, sys.argv[1])
from helpers import drop_fetch
drop_fetch.URL = sys.argv[2]
drop_fetch.fetched_archive(sys.argv[3])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_what_a_killed_fetch_left_is_never_taken_and_goes_away(online, server, archive, published):
    server.answer, server.breaks_off = (200, archive, 200_000), False
    command = [sys.executable, "-c", KILLED, str(FOLDER), server.url, str(online.cache)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 20
        while not any(path.is_file() and path.stat().st_size for path in online.cache.rglob("*")):
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert not (online.cache / "cifar-10-python.tar.gz").exists()
    server.answer = 200, archive, None
    old = time.time() - 3600
    for path in online.cache.rglob("*"):
        os.utime(path, (old, old))
    assert is_published(online.get(), published)
    assert everything(online.cache) == ["cifar-10-python.tar.gz"]


def test_a_fetch_under_way_elsewhere_is_left_alone(online):
    lay_out(online.cache / "fetching-other", {"half": b"half"})
    online.get()
    assert (online.cache / "fetching-other" / "half").exists()


def test_offline_nothing_is_fetched(online, server, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    monkeypatch.setenv("CIFAR10_DIR", str(online.cache))
    goes_on_with_the_stand_in(online, capsys, "COURSE_OFFLINE")
    assert server.asked == 0 and not online.cache.exists()


def test_offline_a_named_folder_is_read(small, files, published, monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    own = lay_out(tmp_path / "own", files)
    data = small.data.get_CIFAR10_data(30, 5, 7, folder=own, subtract_mean=False)
    assert is_published(data, published)


def test_the_modules_need_numpy_only():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from helpers import drop_data; "
        "print([name for name in ('pooch', 'tqdm', 'requests', 'scipy') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(FOLDER)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


# The stand-in -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_stand_in_has_the_published_shapes(drop, monkeypatch):
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    data = drop.data.get_CIFAR10_data()
    for split, number in (("train", 49_000), ("val", 1000), ("test", 1000)):
        images, labels = data[f"X_{split}"], data[f"y_{split}"]
        assert images.shape == (number, 3, 32, 32) and images.dtype == np.float32
        assert labels.shape == (number,) and labels.dtype == np.int64
        assert set(labels.tolist()) == set(range(10))
    assert abs(data["X_train"][:, 0, 0, 0].mean()) < 0.01


def test_the_stand_in_is_the_same_on_every_machine(drop):
    state = np.random.get_state()[1].copy()
    images, labels = drop.standin.standin_images(200)
    digest = hashlib.sha256(images.tobytes() + labels.astype(np.uint8).tobytes()).hexdigest()
    assert digest[:16] == "96ffc0f201a6178c"
    np.testing.assert_array_equal(np.random.get_state()[1], state)


def test_the_sums_of_the_stand_in_are_exact(drop):
    """Whole numbers below 2 ** 24: float32 holds each of them, in whatever order it adds."""
    scenes, figures = drop.standin._patterns()
    assert all((part == np.rint(part)).all() for part in (scenes, figures))
    largest = 128 * 6 * np.abs(scenes).sum(axis=0) + 766 * np.abs(figures).max(axis=0)
    assert largest.max() < 2**24


def test_fewer_images_are_the_first_of_more(drop):
    for split in ("train", "val", "test"):
        images, labels = drop.standin.standin_images(1100, split)
        for number in (1, 7, 512, 513):
            fewer, their_labels = drop.standin.standin_images(number, split)
            np.testing.assert_array_equal(fewer, images[:number])
            np.testing.assert_array_equal(their_labels, labels[:number])


def test_the_splits_have_images_of_their_own(drop):
    images = [drop.standin.standin_images(50, split)[0] for split in ("train", "val", "test")]
    distinct = {image.tobytes() for part in images for image in part}
    assert len(distinct) == 150


def test_the_stand_in_looks_like_photographs_to_a_statistician(drop):
    images = drop.standin.standin_images(1000)[0].astype(float)
    assert 115 < images.mean() < 125 and 55 < images.std() < 68
    red, green, blue = images.transpose(1, 0, 2, 3).reshape(3, -1)
    assert np.corrcoef(red, green)[0, 1] > 0.8 and np.corrcoef(red, blue)[0, 1] > 0.6
    grey = images.mean(axis=1)
    power = (np.abs(np.fft.fft2(grey - grey.mean(axis=(1, 2), keepdims=True))) ** 2).mean(axis=0)
    rings = np.rint(np.hypot(*np.meshgrid(*[np.fft.fftfreq(32) * 32] * 2)))
    frequencies = np.arange(1, 16)
    mean_power = [power[rings == frequency].mean() for frequency in frequencies]
    slope = np.polyfit(np.log(frequencies), np.log(mean_power), 1)[0]
    assert -3.2 < slope < -2  # photographs: about -2.7 in CIFAR-10


# The effect of dropout ----------------------------------------------------------------------------


EXPERIMENT = """
import sys
from pathlib import Path
import numpy as np
from autograder.course.course import Course

root, data, keep, seed = sys.argv[1:]
reference = Course(Path(root)).assignment("dropout").reference
np.random.seed(int(seed))
net = reference.FullyConnectedNet([500], dropout_keep_ratio=float(keep))
solver = reference.Solver(
    net, dict(np.load(data)), num_epochs=25, batch_size=100, update_rule="adam",
    optim_config={"learning_rate": 5e-4}, verbose=False,
)
solver.train()
print(solver.train_acc_history[-1], solver.val_acc_history[-1])
"""


def dropout_shows_its_effect(data, seed, folder):
    """Run the course's experiment without and with dropout; return the loss in train accuracy.

    The two nets train side by side, each on one core: NumPy's own threads would only wait for each
    other where other work is running.
    """
    np.savez(folder / "data.npz", **data)
    command = [sys.executable, "-c", EXPERIMENT, str(ROOT), str(folder / "data.npz")]
    one_core = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    nets = [
        subprocess.Popen(
            [*command, keep, str(seed)], cwd=ROOT, env=one_core, stdout=subprocess.PIPE, text=True
        )
        for keep in ("1", "0.25")
    ]
    (train, val), (dropped_train, dropped_val) = (
        map(float, net.communicate()[0].split()) for net in nets
    )
    assert train > 0.93 and 0.2 < val < 0.45
    assert dropped_train < train
    assert dropped_train - dropped_val < train - val
    return train - dropped_train


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_dropout_shows_its_effect_on_the_embedded_data(drop, monkeypatch, tmp_path, seed):
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    data = drop.data.get_CIFAR10_data(num_training=500)
    assert dropout_shows_its_effect(data, seed, tmp_path) >= 0.03


@pytest.mark.parametrize("seed", range(3))
def test_dropout_shows_its_effect_on_the_real_images(tmp_path, seed):
    path = SHARED / "cifar10_subset.npz"
    if not path.is_file():
        pytest.skip(f"the piece of CIFAR-10 to check against, {path.name}, is not here")
    with np.load(path) as piece:
        images = piece["X_train"].transpose(0, 3, 1, 2).astype(np.float32)
        labels = piece["y_train"].astype(np.int64)
    images -= images[:500].mean(axis=0)
    data = {"X_train": images[:500], "y_train": labels[:500],
            "X_val": images[3000:], "y_val": labels[3000:]}  # fmt: skip
    dropout_shows_its_effect(data, seed, tmp_path)
