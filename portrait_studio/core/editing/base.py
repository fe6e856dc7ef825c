"""What never changes while the people of one photo are edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.analysis import Analysis, resized
from portrait_studio.core.assignment import nearest_person
from portrait_studio.core.doubt import beliefs_of
from portrait_studio.core.editing.claim_maps import claim_of_map, with_kept
from portrait_studio.core.editing.claims import Claim
from portrait_studio.core.editing.edits import Point
from portrait_studio.core.editing.piece import ways
from portrait_studio.core.editing.spans import Span
from portrait_studio.core.editing.strays import Strays

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Base:
    """An analysis as the edits look at it.

    Every region has two parts: part 2r is what of region r lies outside the person mask of the
    analysis, part 2r + 1 what lies inside.

    Attributes
    ----------
    analysis : Analysis
    part : (h, w) int32
        0..2R-1, the part that a pixel lies in.
    pixels : (2R,) int64
        Pixels of each part.
    boxes : (R, 4) int32
        Box of each region.
    owner : (R,) int32
        Row of the person whom the region goes to in the analysis; -1 where that is nobody.
    strays : Strays
        Pixels that are somebody else's in the analysis than their region.
    person : (h, w) float32
        Person probability at working size.
    photo_shape : (H, W)
        Size of the photo; the working size where the analysis has no photo.
    ways : (R, R) csr_array
        Lengths of the steps between regions, see `piece`.
    beliefs : (P, R) float64
        How likely regions are people's as far as a closer look can tell (`beliefs_of`).
    looks : mapping of int to Claim
        What closer looks at the people of the analysis claim by themselves, by the people's row.
    claims : mapping of int to Claim
        What those people claim before any click (`with_kept`).
    """

    analysis: Analysis
    part: NDArray[np.int32]
    pixels: NDArray[np.int64]
    boxes: NDArray[np.int32]
    owner: NDArray[np.int32]
    strays: Strays
    person: NDArray[np.float32]
    photo_shape: tuple[int, int]
    ways: csr_array
    beliefs: _Floats
    looks: Mapping[int, Claim]
    claims: Mapping[int, Claim]

    @property
    def shape(self) -> tuple[int, int]:
        """Working size (h, w)."""
        return self.part.shape[0], self.part.shape[1]

    @property
    def regions(self) -> int:
        """R."""
        return len(self.boxes)

    @property
    def scale(self) -> _Floats:
        """(2,) float64: working pixels a photo pixel, down and across."""
        return np.asarray(np.array(self.shape) / np.array(self.photo_shape))

    def pixel(self, point: Point) -> tuple[int, int] | None:
        """Pixel at working size under a place of the photo; None outside the photo."""
        row, col = np.floor(np.array(point) * self.scale).astype(int).tolist()
        height, width = self.shape
        return (row, col) if 0 <= row < height and 0 <= col < width else None

    def span(self, regions: NDArray[np.intp]) -> Span | None:
        """Box around regions; None around none."""
        if len(regions) == 0:
            return None
        low, high = self.boxes[regions, :2].min(axis=0), self.boxes[regions, 2:].max(axis=0)
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def base_of(analysis: Analysis) -> Base:
    """Prepare an analysis for edits."""
    from scipy.ndimage import find_objects  # the window opens without it

    labels, mask = analysis.labels, analysis.mask
    part = labels * np.int32(2) + mask
    places = find_objects(labels + 1)
    boxes = [[s[0].start, s[1].start, s[0].stop, s[1].stop] for s in places if s is not None]
    owner = nearest_person(analysis.distances)
    by_regions = np.where(mask, owner[labels] + 1, 0)
    shape = (labels.shape[0], labels.shape[1])
    looks = _looks(analysis)
    return Base(
        analysis=analysis,
        part=part,
        pixels=np.bincount(part.ravel(), minlength=2 * analysis.graph.regions),
        boxes=np.array(boxes, np.int32).reshape(-1, 4),
        owner=owner,
        strays=Strays.of(analysis.owner, by_regions),
        person=resized(analysis.predictions.person, shape),
        ways=ways(analysis.graph),
        beliefs=beliefs_of(analysis),
        looks=looks,
        claims={
            row: with_kept(look, analysis.owner, person=row + 1) for row, look in looks.items()
        },
        photo_shape=analysis.photo.shape if analysis.photo is not None else shape,
    )


def _looks(analysis: Analysis) -> Mapping[int, Claim]:
    own = analysis.predictions.own
    shape = (analysis.labels.shape[0], analysis.labels.shape[1])
    looks: dict[int, Claim] = {}
    for row, person in enumerate(analysis.people):
        if own is not None and 0 <= person.detection < len(own):
            claim = claim_of_map(own[person.detection], shape)
            if claim is not None:
                looks[row] = claim
    return looks
