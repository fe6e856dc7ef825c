"""What closer looks after clicks make of a claim.

A look is an opinion of the whole person, and every one errs elsewhere: taken as it is, it undoes
what was right. So the first look counts by what it *changes* against the look of the analysis,
which knew of no click. Of that, the claim takes only what has the click's direction, since who
gives a place to a person takes nothing from them, and only the connected change that holds the
click; the latter is the progressive merge of Chen et al., "FocalClick", 2022. ::

    claim(x) += look(x) - look before(x)      then the click is spread as always

Every later look, which was told of all clicks, is averaged with the claim that there is, so that
what one look alone errs in fades, and what all of them see stays. It says more in the connected
change that holds the click: that is what it was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.claims import Claim, Spread

LATER, ASKED_FOR = 0.3, 0.6
"""Say of a later look against the claim that there is: anywhere, and in the change clicked for."""


def first_answer(
    claim: Claim,
    *,
    corrected: Claim,
    looks: tuple[Claim, Claim],
    spreads: Sequence[Spread],
    labels: NDArray[np.int32],
    mine: bool,
) -> Claim:
    """Return a claim after clicks and the first look that was told of them.

    Parameters
    ----------
    claim : Claim
        Before the clicks.
    corrected : Claim
        After the clicks, without the look.
    looks : (Claim, Claim)
        What the look before the clicks, and the one after them, claims by itself.
    spreads : sequence of Spread
        Of the clicks, which all say the same of the person.
    labels : (h, w) int32
        Label image.
    mine : bool
        Whether the clicks give places to the person, or deny them.
    """
    frame = looks[0].over(looks[1].span).over(claim.span).over(corrected.span).span
    before, told, old, new = (one.over(frame) for one in (*looks, claim, corrected))
    change = told.logit - before.logit
    after = Claim(frame, old.logit + (np.maximum if mine else np.minimum)(change, 0))
    for spread in spreads:
        after = after.corrected(spread, labels, mine=mine)
    changed = (after.logit > 0) != (old.logit > 0)
    taken = _holding(changed, [spread.pixel for spread in spreads], origin=frame[:2])
    return Claim(frame, np.where(taken, after.logit, new.logit))


def later_answer(
    claim: Claim, *, corrected: Claim, look: Claim, pixels: Sequence[tuple[int, int]]
) -> Claim:
    """Return a claim after a later look; both are right at the clicks already.

    Parameters
    ----------
    claim : Claim
        Before the last clicks.
    corrected : Claim
        After them, without the look.
    look : Claim
        What the look claims, put right at all clicks.
    pixels : sequence of (row, col)
        Of the last clicks, at working size.
    """
    frame = corrected.over(look.span).over(claim.span).span
    before, old, new = (one.over(frame).logit for one in (claim, corrected, look))
    asked_for = _holding((before > 0) != (new > 0), pixels, origin=frame[:2])
    say = np.where(asked_for, np.float32(ASKED_FOR), np.float32(LATER))
    return Claim(frame, old + say * (new - old))


def _holding(
    changed: NDArray[np.bool_], pixels: Sequence[tuple[int, int]], *, origin: tuple[int, int]
) -> NDArray[np.bool_]:
    """The connected parts of `changed` that hold one of some pixels of the photo."""
    count, parts = cv2.connectedComponents(changed.astype(np.uint8), connectivity=8)
    parts, held = np.asarray(parts), np.zeros(count, bool)
    places = np.array(pixels) - origin
    inside = ((places >= 0) & (places < parts.shape)).all(axis=1)
    held[parts[tuple(places[inside].T)]] = True
    held[0] = False  # what is not changed
    return np.asarray(held[parts])
