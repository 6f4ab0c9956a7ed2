"""The images of the course: CIFAR-10, or where it cannot be had the stand-in of drop_standin.

CIFAR-10 (A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009) has 60000
photographs of ten kinds of things. It is fetched once, checked and kept in a cache.
"""

import os
from pathlib import Path

import numpy as np

from .drop_batches import ARCHIVE, BATCHES, FOLDER, DataError, read_batches
from .drop_fetch import URL, NotFetched, fetched_archive
from .drop_standin import standin_images
from .notebook_output import say

__all__ = ["DataError", "get_CIFAR10_data"]

TRAIN, TEST, VAL_START = 50_000, 10_000, 49_000  # published images, and where validation begins


def get_CIFAR10_data(
    num_training=49000, num_validation=1000, num_test=1000, folder=None, subtract_mean=True
):
    """Return a dictionary with X_train, y_train, X_val, y_val, X_test and y_test.

    X_...: (number, 3, 32, 32) float32, grey levels of 0 to 255, less the mean image of X_train
    where `subtract_mean`. y_...: (number,) int64, classes 0 to 9. Training images are the first of
    the published ones, validation images those after the first 49000.

    folder: where you keep CIFAR-10 yourself: the archive, or a folder with it or with its batches.
    Otherwise the environment variable CIFAR10_DIR names that place, and if there is nothing yet,
    the archive is put there; without it a cache folder of your system is used. With
    COURSE_OFFLINE=1 nothing is fetched, and without `folder` the stand-in is taken.

    Where CIFAR-10 cannot be fetched, says why in one line and takes the stand-in. Raises ValueError
    for numbers that cannot be, and DataError where you named a place and its files are not right.
    """
    _check_numbers(num_training, num_validation, num_test)
    numbers = {"train": num_training, "val": num_validation, "test": num_test}
    published = _published(folder)
    if published is None:
        parts = {split: standin_images(number, split) for split, number in numbers.items()}
    else:
        starts = {"train": 0, "val": VAL_START, "test": TRAIN}
        cuts = {split: slice(starts[split], starts[split] + numbers[split]) for split in numbers}
        parts = {split: tuple(part[cut] for part in published) for split, cut in cuts.items()}
    data = {}
    for split, (images, labels) in parts.items():
        data[f"X_{split}"] = images.astype(np.float32)
        data[f"y_{split}"] = labels.astype(np.int64)
    if subtract_mean:
        mean = data["X_train"].mean(axis=0, dtype=np.float64).astype(np.float32)
        for split in numbers:
            data[f"X_{split}"] -= mean
    return data


def _check_numbers(*numbers):
    limits = {"num_training": VAL_START, "num_validation": TRAIN - VAL_START, "num_test": TEST}
    for (name, limit), number in zip(limits.items(), numbers, strict=True):
        whole = isinstance(number, (int, np.integer)) and not isinstance(number, bool)
        if not whole or not 1 <= number <= limit:
            raise ValueError(f"{name} should be a whole number from 1 to {limit}, not {number!r}.")


def _published(folder):
    """Return the published images and labels, or None after saying why there are none."""
    if folder is not None:
        found = _find(folder)
        if found is None:
            raise DataError(
                f"'{folder}' holds neither {ARCHIVE} nor the batches in it: "
                f"put one of them there, from {URL}, or leave `folder` out."
            )
        return read_batches(found)
    if os.environ.get("COURSE_OFFLINE", "0") not in ("", "0"):
        return _do_without("COURSE_OFFLINE is set")
    named = os.environ.get("CIFAR10_DIR")
    found = _find(named) if named else None
    try:
        return read_batches(found or fetched_archive(named and os.path.expanduser(named)))
    except NotFetched as error:
        return _do_without(error)


def _do_without(reason):
    say(f"Data: the embedded stand-in, not the photographs of CIFAR-10 ({reason}).")


def _find(folder):
    """Return the path of the archive, or of the folder with the batches, or None."""
    folder = Path(os.path.expanduser(folder))
    try:
        if folder.is_file():
            return folder
        for place in (folder, folder / FOLDER):
            if any((place / name).is_file() for name in BATCHES):
                return place
        return folder / ARCHIVE if (folder / ARCHIVE).is_file() else None
    except OSError as error:
        raise DataError(f"'{folder}' cannot be looked into: {error.strerror}.") from None
