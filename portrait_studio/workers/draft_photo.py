"""Background work: a quick, small look at a photo before it is there in full."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from portrait_studio.core.photo_draft import read_draft
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.pictures import pyramid
from portrait_studio.workers.task import Report

LONG_SIDE = 1200
"""Least pixels of the long side of a draft: about what a window shows."""


@dataclass(frozen=True, eq=False)
class DraftedPhoto:
    """A draft of a photo for the canvas.

    Attributes
    ----------
    levels
        The draft and its halves, largest first.
    shape
        Rows and columns of the photo itself.
    """

    levels: tuple[QImage, ...]
    shape: tuple[int, int]


@dataclass(frozen=True)
class DraftPhoto:
    """Read a draft of the photo at a path, None where there is no quicker way than in full."""

    path: Path

    def __call__(self, report: Report, cancel: CancelToken) -> DraftedPhoto | None:
        """Do the work; see `Task`. Raises Cancelled."""
        draft = read_draft(self.path, long_side=LONG_SIDE)
        cancel.raise_if_cancelled()
        return DraftedPhoto(pyramid(draft.rgb8), draft.shape) if draft is not None else None
