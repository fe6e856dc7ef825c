"""From the outputs of a network to what they say about the photo, by the kinds on its card."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Detection
from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, OutputSpec
from portrait_studio.inference.decode_centres import decode_centres, votes_in_fractions
from portrait_studio.inference.decode_maps import as_channels, decode_probability
from portrait_studio.inference.decode_person_boxes import decode_person_boxes
from portrait_studio.inference.decode_yolox import decode_yolox
from portrait_studio.inference.session import RawOutputs

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Decoded:
    """What one network says about one photo; None for what it says nothing about.

    Attributes
    ----------
    person, boundary, centre
        (h, w) float32, 0..1, each in the network's own resolution, covering exactly the photo.
    votes
        (4, h8, w8) float32, boxes in fractions of the photo.
    detections
        Best first; None if the network is no detector.
    raw
        Outputs of the kind "raw" by name, untouched.
    """

    person: Floats | None = None
    boundary: Floats | None = None
    centre: Floats | None = None
    votes: Floats | None = None
    detections: tuple[Detection, ...] | None = None
    raw: dict[str, Floats] = field(default_factory=dict)


def decode(card: Card, outputs: RawOutputs, *, threshold: float | None = None) -> Decoded:
    """Decode the outputs of a network.

    Parameters
    ----------
    card
        Its card.
    outputs
        What the session returned.
    threshold
        Smallest score of a detection, instead of the card's.

    Raises
    ------
    NetworkError
        If an output has not the shape that its kind must have.
    """
    centre = _map(card, outputs, kind="centre_score")
    votes = _votes(card, outputs)
    return Decoded(
        person=_map(card, outputs, kind="person_probability"),
        boundary=_map(card, outputs, kind="boundary_probability"),
        centre=centre,
        votes=votes,
        detections=_detections(card, outputs, centre=centre, votes=votes, threshold=threshold),
        raw={spec.name: outputs.arrays[spec.name] for spec in card.outputs if spec.kind == "raw"},
    )


def _map(card: Card, outputs: RawOutputs, *, kind: str) -> Floats | None:
    spec = card.output(kind)
    if spec is None:
        return None
    values = outputs.arrays[spec.name]
    return decode_probability(values, card=card, spec=spec, at=outputs.geometry)


def _votes(card: Card, outputs: RawOutputs) -> Floats | None:
    spec = card.output("box_votes")
    if spec is None:
        return None
    values = as_channels(outputs.arrays[spec.name], card=card, spec=spec)
    if values.shape[0] != 4 or not np.isfinite(values).all():
        raise NetworkError(
            'The card {card}: the output "{output}" of shape {shape} is not four'
            " maps of finite numbers.",
            card=card.path,
            output=spec.name,
            shape=values.shape,
        )
    return votes_in_fractions(values, outputs.geometry)


def _detections(
    card: Card,
    outputs: RawOutputs,
    *,
    centre: Floats | None,
    votes: Floats | None,
    threshold: float | None,
) -> tuple[Detection, ...] | None:
    spec = card.output("yolox_grid")
    if spec is not None:
        return decode_yolox(
            outputs.arrays[spec.name],
            card=card,
            spec=spec,
            at=outputs.geometry,
            threshold=_or_card(threshold, spec),
        )
    spec = card.output("person_boxes")
    if spec is not None:
        return decode_person_boxes(
            outputs.arrays[spec.name],
            card=card,
            spec=spec,
            at=outputs.geometry,
            threshold=_or_card(threshold, spec),
        )
    spec = card.output("centre_score")
    if spec is None or centre is None or votes is None:
        return None
    if centre.shape != votes.shape[1:]:
        raise NetworkError(
            "The card {card}: its centre scores {centres} and box votes {votes} differ in size.",
            card=card.path,
            centres=centre.shape,
            votes=votes.shape[1:],
        )
    return decode_centres(centre, votes, threshold=_or_card(threshold, spec), nms_iou=spec.nms_iou)


def _or_card(threshold: float | None, spec: OutputSpec) -> float:
    return spec.threshold if threshold is None else threshold
