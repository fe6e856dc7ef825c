"""What must fit together on a card, beyond each of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portrait_studio.errors import NetworkError

if TYPE_CHECKING:
    from portrait_studio.inference.cards import Card


def check_farther(card: Card) -> None:
    """Looks from farther away are a detector's, whose input has a long side to be smaller.

    Raises
    ------
    NetworkError
        If it is not so; names the card.
    """
    possible = card.task == "detection" and card.input.fit.kind == "long_side"
    if card.farther and not possible:
        raise NetworkError(
            'The card {card}: "farther" is for a network for "detection" with the fit "long_side".',
            card=card.path,
        )


def check_mirror(card: Card) -> None:
    """A mirror image is seen smaller by a network for whole photos, whose input has a long side.

    Raises
    ------
    NetworkError
        If it is not so; names the card.
    """
    possible = card.task in ("portrait", "person_mask") and card.input.fit.kind == "long_side"
    if card.mirror_long_side and not possible:
        raise NetworkError(
            'The card {card}: "mirror_long_side" is for a network for "portrait" or "person_mask"'
            ' with the fit "long_side".',
            card=card.path,
        )


def check_box(card: Card) -> None:
    """What says who is asked about goes with a network that looks at single people.

    Raises
    ------
    NetworkError
        If it is not so; names the card.
    """
    spec = card.input
    shown = spec.box_channel and spec.layout == "NCHW" and spec.fit.kind == "long_side"
    if (card.task == "close_up" and not shown) or (card.task != "close_up" and spec.box_channel):
        raise NetworkError(
            'The card {card}: a network for "close_up", and no other, has the input'
            ' "box_channel = true", with the layout "NCHW" and the fit "long_side".',
            card=card.path,
        )
    if spec.click_radius and not spec.box_channel:
        raise NetworkError(
            'The card {card}: "click_radius" goes with "box_channel = true" only.', card=card.path
        )
    if spec.mask_channel and not spec.click_radius:
        raise NetworkError(
            'The card {card}: "mask_channel" goes with a "click_radius" only.', card=card.path
        )
    if spec.others_channel and not spec.mask_channel:
        raise NetworkError(
            'The card {card}: "others_channel" goes with "mask_channel = true" only.',
            card=card.path,
        )


def check_outputs(card: Card) -> None:
    """A network has the outputs that its task needs.

    Raises
    ------
    NetworkError
        If it is not so; names the card.
    """
    kinds = {output.kind for output in card.outputs}
    needed = {
        "portrait": {"person_probability", "boundary_probability"},
        "close_up": {"own_probability", "others_probability", "mask_quality"},
        "person_mask": {"person_probability"},
        "detection": set(),
        "raw": set(),
    }[card.task]
    if ("centre_score" in kinds) != ("box_votes" in kinds):
        needed |= {"centre_score", "box_votes"}
    if card.task == "detection" and card.boxes is None:
        needed |= {"person_boxes"}
    for kind in sorted(needed - kinds):
        raise NetworkError(
            'The card {card}: "outputs" has none of the kind "{kind}", which'
            ' a network for "{task}" with these outputs must have.',
            card=card.path,
            kind=kind,
            task=card.task,
        )
