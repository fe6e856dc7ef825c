"""The networks that are measured: those of this project and the peers, each through its card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Detection
from portrait_studio.inference.cards import Card, bundled_cards, find_card, first_card, read_card
from portrait_studio.inference.close_up import CloseUpLooker
from portrait_studio.inference.closer import AnyPredictor, CloserPredictor
from portrait_studio.inference.portrait import PortraitPredictor
from training.evaluation.store import card_key

PEER_CARDS = Path(__file__).resolve().parents[2] / "benchmarks" / "peers"

LOWEST_SCORE = 0.01
"""Detections down to this score enter box AP, whatever the card's own threshold."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A network under measurement; `ours` tells this project's from the peers'.

    With a `close_up` network it is measured as the program runs it: the mirror image is looked
    at too, and every person from near.
    """

    card: Card
    ours: bool
    threads: int | None = None
    close_up: Card | None = None

    @property
    def name(self) -> str:
        """Name on the card, and what helps it."""
        return self.card.name if self.close_up is None else f"{self.card.name} with close-ups"

    @property
    def key(self) -> str:
        """Whatever its answers depend on besides the photo and the code."""
        cards = [self.card] if self.close_up is None else [self.card, self.close_up]
        return "|".join(card_key(card) for card in cards)

    @property
    def gives_mask(self) -> bool:
        """Whether the network gives a person mask."""
        return self.card.output("person_probability") is not None

    @property
    def gives_boxes(self) -> bool:
        """Whether the network detects people."""
        kinds = {output.kind for output in self.card.outputs}
        return "yolox_grid" in kinds or {"centre_score", "box_votes"} <= kinds

    @property
    def gives_boundary(self) -> bool:
        """Whether the network gives a boundary map of its own."""
        return self.card.output("boundary_probability") is not None

    @cached_property
    def predictor(self) -> AnyPredictor:
        """The network, loaded when first used, with the detections of its card's threshold."""
        return self._load(threshold=None)

    @cached_property
    def eager(self) -> AnyPredictor:
        """The same with every detection down to `LOWEST_SCORE`, for box AP."""
        return self._load(threshold=LOWEST_SCORE)

    def mask(self, rgb8: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        """Return the person probability of a photo, None if the network gives none."""
        if isinstance(self.predictor, CloserPredictor):
            return self.predictor.predict(rgb8).person
        return self.predictor.decode(rgb8).person

    def boxes(self, rgb8: NDArray[np.uint8]) -> tuple[Detection, ...]:
        """Return every detection of a photo down to `LOWEST_SCORE`."""
        if isinstance(self.eager, CloserPredictor):
            return self.eager.predict(rgb8).detections
        return self.eager.decode(rgb8).detections or ()

    def _load(self, *, threshold: float | None) -> AnyPredictor:
        first = PortraitPredictor(
            self.card,
            provider="cpu",
            threads=self.threads,
            threshold=threshold,
            mirrored=self.close_up is not None,
        )
        if self.close_up is None:
            return first
        looker = CloseUpLooker(self.close_up, provider="cpu", threads=self.threads)
        return CloserPredictor(first, looker)


def our_subjects(networks: Sequence[str] | None, *, threads: int | None) -> tuple[Subject, ...]:
    """Return the named networks (names or paths of cards), or all bundled ones.

    Each comes with the bundled close-up network first, as the program runs it, and then alone.

    Raises
    ------
    NetworkError
        When there is no such network, or its card is wrong.
    """
    cards: Iterable[Card] = (
        bundled_cards() if networks is None else (find_card(name) for name in networks)
    )
    close_up = first_card("close_up")
    helped = [None] if close_up is None else [close_up, None]
    return tuple(
        Subject(card, ours=True, threads=threads, close_up=helper)
        for card in cards
        if card.task != "close_up"
        for helper in helped
    )


def peer_subjects(folder: Path, *, threads: int | None) -> tuple[Subject, ...]:
    """Return the peers whose network files lie in ``folder``, by name of their cards."""
    cards = (read_card(path, folder=folder) for path in sorted(PEER_CARDS.glob("*.toml")))
    return tuple(Subject(card, ours=False, threads=threads) for card in cards if card.file.exists())
