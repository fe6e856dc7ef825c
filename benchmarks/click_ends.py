"""How people look when the clicking ends: how far from right, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.click_protocol import iou

_Flags = NDArray[np.bool_]

NEAR = 1.5
"""Pixels from the true outline within which an error is about where the outline runs."""


@dataclass(frozen=True)
class End:
    """One person after the last click.

    Attributes
    ----------
    reached : bool
        Whether they were right at the highest level.
    share : float
        Of the photo that is theirs.
    moved : float
        IoU of the truth with itself, one pixel further right: what a pixel counts here.
    near : float
        Share of the wrong pixels that lie at most `NEAR` from the true outline; 1 of none.
    """

    reached: bool
    share: float
    moved: float
    near: float


def end_of(found: _Flags, wanted: _Flags, *, valid: _Flags, level: float) -> End:
    """Return how a person found as (H, W) bool compares with the truth.

    Parameters
    ----------
    found, wanted, valid : (H, W) bool
        As in `click_protocol.next_click`.
    level : float
        The IoU that is right.
    """
    wrong = (found != wanted) & valid
    further = np.pad(wanted, ((0, 0), (1, 0)), mode="edge")[:, :-1]
    return End(
        reached=iou(found, wanted, valid=valid) >= level,
        share=float(wanted.mean()),
        moved=iou(further, wanted, valid=valid),
        near=float((_from_outline(wanted)[wrong] <= NEAR).mean()) if wrong.any() else 1.0,
    )


def ends_table(ends: Sequence[End]) -> str:
    """Return a table of those who came to be right and of those who never did; medians."""
    heads = "|  | people | share of the photo | IoU of the truth moved by a pixel |"
    heads += f" wrong pixels within {NEAR} of the outline |"
    lines = [heads, "|---" + "|---:" * 4 + "|"]
    for name, reached in (("right in the end", True), ("never", False)):
        some = [end for end in ends if end.reached is reached]
        if some:
            share, moved, near = (
                float(np.median([getattr(end, what) for end in some]))
                for what in ("share", "moved", "near")
            )
            cells = f"{100 * share:.1f} % | {moved:.3f} | {100 * near:.0f} %".replace(" 0.", " .")
            lines.append(f"| {name} | {len(some)} | {cells} |")
    return "\n".join(lines)


def _from_outline(wanted: _Flags) -> NDArray[np.float32]:
    """(H, W): distance of every pixel to the nearest one on the outline's other side."""
    inside, outside = (
        np.asarray(cv2.distanceTransform(part.astype(np.uint8), cv2.DIST_L2, 5), np.float32)
        for part in (wanted, ~wanted)
    )
    return np.where(wanted, inside, outside)
