"""The people of a photo: who is there, how sure that is, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.assignment import nearest_person
from portrait_studio.core.geodesic import AffinitySolver
from portrait_studio.core.predictions import Detection
from portrait_studio.core.seeds import Seeds

_Floats = NDArray[np.float64]
_Labels = NDArray[np.int32]

# Whoever is left with less than this share of the mask in reach of their seeds, or with fewer
# pixels, is a second box on somebody else.
LEAST_SHARE = 0.05
LEAST_PIXELS = 4

# A part of the mask that no detection supports is a person with this score at most: below what a
# detector would report, since most are pieces of somebody or mistakes of the mask.
UNDETECTED_SCORE = 0.1


@dataclass(frozen=True)
class Person:
    """One person.

    Attributes
    ----------
    id : int
        From 1, best score first; the value of the person's pixels in the owner map.
    score : float
        0..1: the detection's score times the mean person probability over the person's pixels.
    box : (row0, col0, row1, col1)
        Of the person's pixels, at working size; row1 and col1 lie outside.
    area : int
        Pixels at working size.
    detected : bool
        False for a part of the mask without a detection.
    detection : int
        Index of the person's detection; -1 for none, and where an old project does not say.
    """

    id: int
    score: float
    box: tuple[int, int, int, int]
    area: int
    detected: bool
    detection: int = -1


def drop_ghosts(
    solver: AffinitySolver, seeds: Seeds, labels: _Labels, mask: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Remove people with (almost) no pixels of their own from the solver, and return who stays.

    Parameters
    ----------
    solver : AffinitySolver
        Of P people; changed in place.
    seeds : Seeds
        Of the same P people.
    labels : (H, W) int32
        Label image.
    mask : (H, W) bool
        Person mask.

    Returns
    -------
    (Q,) intp
        Rows that stay, in order. What the others had goes to the next nearest.
    """
    pixels = np.bincount(labels[mask], minlength=seeds.offsets.shape[1])
    stay = np.arange(len(seeds.offsets))
    while len(stay) > 1:
        owner = nearest_person(solver.distances)
        area = np.bincount(owner[owner >= 0], pixels[owner >= 0], minlength=len(stay))
        needed = np.maximum(LEAST_SHARE * (seeds.within[stay] @ pixels), LEAST_PIXELS)
        # One at a time, the later of two equals: two boxes on one person must not both go.
        worst = len(stay) - 1 - int((area / needed)[::-1].argmin())
        if area[worst] >= needed[worst]:
            break
        stay = np.delete(stay, worst)
        solver.keep([row for row in range(len(area)) if row != worst])
    return stay


def owner_map(distances: _Floats, labels: _Labels, *, mask: NDArray[np.bool_]) -> _Labels:
    """Give every pixel of the person mask to the person nearest to its region.

    Parameters
    ----------
    distances : (P, R) float64
        inf where a person cannot be.
    labels : (H, W) int32
        Label image, 0..R-1.
    mask : (H, W) bool
        Person mask.

    Returns
    -------
    (H, W) int32
        Row + 1 of the owner; 0 outside the mask, and inside it where nobody can be: unassigned.

    Examples
    --------
    >>> import numpy as np
    >>> mask = np.array([[True, True, False]])
    >>> owner_map(np.array([[2.0, np.inf], [1.0, np.inf]]), np.array([[0, 1, 0]]), mask=mask)
    array([[2, 0, 0]], dtype=int32)
    """
    return np.where(mask, nearest_person(distances)[labels] + 1, 0).astype(np.int32)


def describe(
    owner: _Labels,
    person: NDArray[np.float32],
    *,
    detection: NDArray[np.intp],
    detections: Sequence[Detection],
) -> list[Person]:
    """Describe everybody who has a pixel, in the order of the owner map's values.

    Parameters
    ----------
    owner : (H, W) int32
        0..P.
    person : (H, W) float32
        Person probability.
    detection : (P,) intp
        Index of each person's detection, -1 for none.
    detections : sequence of Detection
        All of the photo.
    """
    from scipy.ndimage import find_objects  # the window opens without it

    area = np.bincount(owner.ravel(), minlength=len(detection) + 1)
    total = np.bincount(owner.ravel(), person.ravel(), minlength=len(detection) + 1)
    found = []
    for row, place in enumerate(find_objects(owner, max_label=len(detection))):
        if place is None:
            continue
        known = int(detection[row]) >= 0
        trust = detections[int(detection[row])].score if known else UNDETECTED_SCORE
        (row0, row1), (col0, col1) = ((span.start, span.stop) for span in place)
        found.append(
            Person(
                id=row + 1,
                score=float(min(1.0, trust * total[row + 1] / area[row + 1])),
                box=(row0, col0, row1, col1),
                area=int(area[row + 1]),
                detected=known,
                detection=int(detection[row]),
            )
        )
    return found
