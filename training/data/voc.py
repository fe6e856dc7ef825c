"""PASCAL VOC 2012 in its own layout: 21 categories, lists of names, palette PNGs as masks.

Layout of the folder: Everingham et al., "The PASCAL Visual Object Classes Challenge 2012"; the
``trainaug`` list and ``SegmentationClassAug`` masks: Hariharan et al., ICCV 2011.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from portrait_studio.errors import StudioError
from training.data.labelled import IGNORE, Labelled

CATEGORIES = 21
PERSON = 15
MASK_FOLDERS = ("SegmentationClassAug", "SegmentationClass")


@dataclass(frozen=True)
class VocSource:
    """Photos of one list, drawn evenly.

    Attributes
    ----------
    root : Path
        The folder with ``JPEGImages`` and ``ImageSets``.
    names : tuple of str
        From :func:`read_list`.
    masks : Path
        Folder of the category masks.
    """

    root: Path
    names: tuple[str, ...]
    masks: Path

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one photo with its truth."""
        return self.load(self.names[int(random.integers(len(self.names)))])

    def load(self, name: str) -> Labelled:
        """The photo ``name`` with its categories, 255 unknown."""
        with Image.open(self.root / "JPEGImages" / f"{name}.jpg") as photo:
            pixels = np.asarray(photo.convert("RGB"), np.uint8)
        with Image.open(self.masks / f"{name}.png") as mask:
            labels = np.asarray(mask, np.uint8)
        beyond = (labels >= CATEGORIES) & (labels != IGNORE)
        if labels.shape != pixels.shape[:2] or beyond.any():
            message = f"{self.masks / name}.png is no mask of 21 categories for its photo."
            raise StudioError(f"{message} Give the masks as published, indexed by category.")
        return Labelled(pixels, labels, borders_known=True, people_known=False)


def open_voc(root: Path, name_list: str = "trainaug") -> VocSource:
    """The photos of ``ImageSets/Segmentation/NAME.txt``.

    Raises
    ------
    StudioError
        When the list or the masks are missing.
    """
    path = root / "ImageSets" / "Segmentation" / f"{name_list}.txt"
    if not path.is_file():
        raise StudioError(f"{path} is missing: give the VOC2012 folder, or another list.")
    masks = next((root / name for name in MASK_FOLDERS if (root / name).is_dir()), None)
    if masks is None:
        raise StudioError(f"{root} has no folder {' or '.join(MASK_FOLDERS)} with the masks.")
    # the trainaug list of some copies has paths, "/JPEGImages/NAME.jpg /…/NAME.png"
    names = (Path(line.split()[0]).stem for line in path.read_text().splitlines() if line.strip())
    return VocSource(root, tuple(names), masks)
