"""The simplest layout: a folder of photos, a folder of masks, paired by the file names' stems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from portrait_studio.core.photo import Photo
from portrait_studio.errors import StudioError
from training.data.labelled import Labelled, people_in

PHOTO_ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}


@dataclass(frozen=True)
class FolderSource:
    """Pairs of photo and mask, drawn evenly.

    Attributes
    ----------
    instances : bool
        True: the mask's values 1…254 are people. False: everything but 0 is person, and a mask
        of 0 and 255 (as many programs write) is read the same way.
    """

    pairs: tuple[tuple[Path, Path], ...]
    instances: bool

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one photo with its truth."""
        return self.load(self.pairs[int(random.integers(len(self.pairs)))])

    def load(self, pair: tuple[Path, Path]) -> Labelled:
        """The photo and its labels."""
        pixels = Photo.open(pair[0]).rgb8()
        mask = cv2.imread(str(pair[1]), cv2.IMREAD_GRAYSCALE)
        if mask is None or mask.shape != pixels.shape[:2]:
            raise StudioError(f"{pair[1]} is no mask of the same size as {pair[0].name}.")
        if not self.instances:
            mask = (mask > 0).astype(np.uint8)
        labels = np.asarray(mask, np.uint8)
        # without instances, only an empty photo is known to the last person
        known = self.instances or len(people_in(labels)) == 0
        return Labelled(pixels, labels, borders_known=known, people_known=known)


def open_folders(photos: Path, masks: Path, *, instances: bool = False) -> FolderSource:
    """Pair ``photos/STEM.*`` with ``masks/STEM.png``; 255 is unknown in instance masks.

    Raises
    ------
    StudioError
        When a folder is missing, or no photo has a mask.
    """
    for folder in (photos, masks):
        if not folder.is_dir():
            raise StudioError(f"{folder} is no folder: give one of photos and one of masks.")
    found = sorted(path for path in photos.iterdir() if path.suffix.lower() in PHOTO_ENDINGS)
    pairs = tuple((p, masks / f"{p.stem}.png") for p in found if (masks / f"{p.stem}.png").exists())
    if not pairs:
        raise StudioError(f"No photo of {photos} has a mask STEM.png in {masks}.")
    return FolderSource(pairs, instances)
