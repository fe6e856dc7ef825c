"""What a closer look after a click adds to a claim: what the click changed in the network's mind.

A look is an opinion of the whole person, and every one errs elsewhere: taken as it is, it undoes
what earlier clicks put right. What it *changes* against the look before it is the answer to the
click. Of that, the claim takes only what has the click's direction, since who gives a place to a
person takes nothing from them, and only the connected change that holds the click; the latter is
the progressive merge of Chen et al., "FocalClick", 2022. ::

    claim(x) += share * (look(x) - look before(x))      then the click is spread as always
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.claims import Claim, Spread

LATER = 0.5
"""Share of its change that a later look has a say with: it has seen less that is new."""


def answered(
    claim: Claim,
    *,
    corrected: Claim,
    looks: tuple[Claim, Claim],
    share: float,
    spreads: Sequence[Spread],
    labels: NDArray[np.int32],
    mine: bool,
) -> Claim:
    """Return a claim after clicks and the look that was told of them.

    Parameters
    ----------
    claim : Claim
        Before the clicks.
    corrected : Claim
        After the clicks, without the look.
    looks : (Claim, Claim)
        What the look before the clicks, and the one after them, claims by itself.
    share : float
        What the change between them counts, 0..1.
    spreads : sequence of Spread
        Of the clicks, which all say the same of the person.
    labels : (h, w) int32
        Label image.
    mine : bool
        Whether the clicks give places to the person, or deny them.
    """
    frame = looks[0].over(looks[1].span).over(claim.span).over(corrected.span)
    first, second, old, new = (c.over(frame.span) for c in (*looks, claim, corrected))
    change = second.logit - first.logit
    change = np.maximum(change, 0) if mine else np.minimum(change, 0)
    after = Claim(frame.span, old.logit + np.float32(share) * change)
    for spread in spreads:
        after = after.corrected(spread, labels, mine=mine)
    after = after.over(frame.span)
    taken = _holding((after.logit > 0) != (old.logit > 0), [s.pixel for s in spreads], frame)
    return Claim(frame.span, np.where(taken, after.logit, new.logit))


def _holding(
    changed: NDArray[np.bool_], pixels: Sequence[tuple[int, int]], frame: Claim
) -> NDArray[np.bool_]:
    """The connected parts of `changed` in which a pixel of the photo lies."""
    count, parts = cv2.connectedComponents(changed.astype(np.uint8), connectivity=8)
    parts = np.asarray(parts)
    held = np.zeros(count, bool)
    row0, col0, row1, col1 = frame.span
    for row, col in pixels:
        if row0 <= row < row1 and col0 <= col < col1:
            held[parts[row - row0, col - col0]] = True
    held[0] = False  # what is not changed
    return held[parts]
