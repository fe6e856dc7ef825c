"""The mean of a photo's and its mirror image's answers: steadier than either.

What a network says of a photo should not depend on its handedness; where it does, the mean errs
less than each. It costs a second run. That may see a smaller picture, and errs elsewhere then.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from portrait_studio.inference.cards import Card
from portrait_studio.inference.decode import Decoded
from portrait_studio.inference.decode_centres import decode_centres
from portrait_studio.inference.decode_maps import sized

Floats = NDArray[np.float32]


def with_mirror_image(
    card: Card, decoded: Decoded, mirrored: Decoded, *, threshold: float | None
) -> Decoded:
    """Return the mean of what a network says of a photo and of its mirror image.

    Detections are found anew where they come from a centre map; those of other kinds, and raw
    outputs, stay as the photo itself gave them.

    Parameters
    ----------
    card
        Of the network.
    decoded, mirrored
        Its answers to the photo, and to the photo with its columns reversed.
    threshold
        Smallest score of a detection, instead of the card's.
    """
    centre = _mean(decoded.centre, mirrored.centre)
    votes = None
    if decoded.votes is not None and mirrored.votes is not None:
        seen = sized(mirrored_votes(mirrored.votes), decoded.votes.shape)
        votes = np.asarray((decoded.votes + seen) / 2, np.float32)
    detections = decoded.detections
    spec = card.output("centre_score")
    if spec is not None and centre is not None and votes is not None:
        least = spec.threshold if threshold is None else threshold
        detections = decode_centres(centre, votes, threshold=least, nms_iou=spec.nms_iou)
    return Decoded(
        person=_mean(decoded.person, mirrored.person),
        boundary=_mean(decoded.boundary, mirrored.boundary),
        centre=centre,
        votes=votes,
        detections=detections,
        raw=decoded.raw,
    )


def mirrored_votes(votes: Floats) -> Floats:
    """Return box votes (4, h, w) in fractions of a mirrored photo as the photo's own."""
    row0, col0, row1, col1 = votes[:, :, ::-1]
    return np.stack([row0, 1 - col1, row1, 1 - col0])


def _mean(one: Floats | None, mirrored: Floats | None) -> Floats | None:
    if one is None or mirrored is None:
        return one
    return np.asarray((one + sized(mirrored[:, ::-1], one.shape)) / 2, np.float32)
