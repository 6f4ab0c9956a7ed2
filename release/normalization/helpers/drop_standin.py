"""Makes the embedded stand-in for CIFAR-10: images of ten classes, the same on every machine.

How it was designed. An image is a blurry scene with a faint figure in it. The scene is a mixture
of waves and textures, the coarse ones strong and the fine ones weak, with brightness varying more
than colour, as in photographs; it says nothing about the class. The figure is one of three fixed
patterns of the image's class, more or less strong. Mean, spread and spectrum of the pixels come
close to those of CIFAR-10, and the figures are faint enough to make the course's experiment end
where it does with photographs: without dropout the net learns the 500 training images by heart and
gets a third of the validation images right; keeping a quarter of the units, it gets 87 % of the
training images and 39 % of the validation images.

Every number on the way is a whole one below 2**24, which float32 holds exactly, so it makes no
difference in which order a machine adds them up.
"""

import numpy as np

SEEDS = {"train": 231, "val": 232, "test": 233}
CLASSES, FIGURES, SIDE = 10, 3, 32
COLOURS = ((1, 1, 1), (1, 0, -1), (0.5, -1, 0.5))  # brightness, red to blue, green to purple
SCENE, FIGURE = (1, 0.35, 0.15), (1, 0.6, 0.4)  # how strong each of these directions is
WAVES, TEXTURES = (10, 6, 5), 64  # a scene has WAVES ** 2 waves in each direction, and textures
SCENE_SLOPE, FIGURE_SLOPE = 1.36, 1.2  # how fast the strength falls with the frequency
GREY, SCENE_SPREAD, TEXTURE_SPREAD, FIGURE_SPREAD = 120, 60, 18, 13  # grey levels, of 0 to 255
# Mean size of the whole numbers that the patterns are multiplied with, and what undoes it: a power
# of two, because dividing by one is exact.
SCENE_MEAN_SQUARE, FIGURE_MEAN, UNIT = 296, 512, 2**12
CHUNK = 512  # images made in one go: small enough for the processor's cache


def standin_images(count, split="train"):
    """Return `count` images (count, 3, 32, 32) uint8 and their labels (count,) int64, 0 to 9.

    split: "train", "val" or "test", each with images of its own. Fewer images are always the first
    ones of more. NumPy's global generator is left alone.
    """
    scenes, figures = _patterns()
    patterns = np.concatenate([scenes, figures])
    draws = _draw(count, SEEDS[split], len(scenes))
    images = np.empty((count, patterns.shape[1]), np.uint8)
    for start in range(0, count, CHUNK):
        stop = min(start + CHUNK, count)
        sums = _weights(draws[start:stop], len(scenes)) @ patterns
        sums /= UNIT
        sums += GREY
        np.rint(sums, out=sums)
        images[start:stop] = np.clip(sums, 0, 255, out=sums)
    return images.reshape(count, 3, SIDE, SIDE), _labels(draws)


def _draw(count, seed, scenes):
    """Return random bytes, a row an image: five for choices, one for each part of the scene."""
    width = -(-(5 + scenes) // 4) * 4  # the generator draws four bytes at a time
    # RandomState is frozen by NumPy's promise, and an object of its own.
    draws = np.frombuffer(np.random.RandomState(seed).bytes(count * width), np.uint8)
    return draws.reshape(count, width)


def _labels(draws):
    return (draws[:, 0].astype(np.int64) * 256 + draws[:, 1]) % CLASSES


def _weights(draws, scenes):
    """Return what each pattern is multiplied with in each image: whole numbers, as float32."""
    images = len(draws)
    weights = np.zeros((images, scenes + CLASSES * FIGURES), np.float32)
    contrast = 2 + draws[:, 2:3] % 5
    weights[:, :scenes] = draws[:, 5 : 5 + scenes].view(np.int8)
    weights[:, :scenes] *= contrast
    chosen = scenes + _labels(draws) * FIGURES + draws[:, 3] % FIGURES
    weights[np.arange(images), chosen] = FIGURE_MEAN // 2 + 2 * draws[:, 4].astype(np.float32)
    return weights


def _patterns():
    """Return the patterns of the scenes and the figures, each (number, 3072): whole numbers."""
    random = np.random.RandomState(0)
    waves = np.concatenate([_waves(direction) for direction in range(3)])
    fine = _fields(random, TEXTURES, SCENE, SCENE_SLOPE, lowest=WAVES[0])
    figures = _fields(random, CLASSES * FIGURES, FIGURE, FIGURE_SLOPE, lowest=1, highest=12)
    figures /= np.sqrt((figures**2).mean(axis=1, keepdims=True))
    scenes = []
    for part, spread in ((waves, SCENE_SPREAD), (fine, TEXTURE_SPREAD)):
        size = np.sqrt((part**2).mean(axis=1).sum())  # the spread of the sum of them all
        scenes.append(part * (spread * UNIT / SCENE_MEAN_SQUARE / size))
    figures *= FIGURE_SPREAD * UNIT / FIGURE_MEAN
    return (np.rint(part).astype(np.float32) for part in (np.concatenate(scenes), figures))


def _cosines():
    """Return the waves of 0 to 31 half turns along one side: (32 frequencies, 32 places)."""
    places = (np.arange(SIDE) + 0.5) / SIDE
    return np.cos(np.pi * np.arange(SIDE)[:, np.newaxis] * places)


def _waves(direction):
    """Return the waves in one direction of colour, (number, 3072), each of its natural strength."""
    number = WAVES[direction]
    cosines = _cosines()[:number]
    strength = SCENE[direction] * _falling(SCENE_SLOPE)[:number, :number]
    waves = np.einsum("uv,ux,vy,c->uvcxy", strength, cosines, cosines, COLOURS[direction])
    return waves.reshape(number**2, -1)


def _fields(random, number, strengths, slope, lowest=0, highest=SIDE):
    """Return random fields of colour (number, 3072) with frequencies from lowest to highest."""
    strength = _falling(slope)
    frequency = _frequency()
    strength[(frequency < lowest) | (frequency >= highest)] = 0
    draws = random.uniform(-1, 1, (number, 3, SIDE, SIDE)) * strength
    draws *= np.reshape(strengths, (3, 1, 1))
    fields = _cosines().T @ draws @ _cosines()
    return np.einsum("ndxy,dc->ncxy", fields, np.array(COLOURS)).reshape(number, -1)


def _falling(slope):
    return np.maximum(_frequency(), 1) ** -slope


def _frequency():
    along = np.arange(SIDE)
    return np.hypot(along[:, np.newaxis], along)
