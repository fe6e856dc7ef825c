"""The networks that are measured: those of this project and the peers, each through its card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from portrait_studio.inference.cards import Card, bundled_cards, find_card, read_card
from portrait_studio.inference.portrait import PortraitPredictor

PEER_CARDS = Path(__file__).resolve().parents[2] / "benchmarks" / "peers"

LOWEST_SCORE = 0.01
"""Detections down to this score enter box AP, whatever the card's own threshold."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A network under measurement; `ours` tells this project's from the peers'."""

    card: Card
    ours: bool
    threads: int | None = None

    @property
    def name(self) -> str:
        """Name on the card."""
        return self.card.name

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
    def predictor(self) -> PortraitPredictor:
        """The network, loaded when first used, with the detections of its card's threshold."""
        return PortraitPredictor(self.card, provider="cpu", threads=self.threads)

    @cached_property
    def eager(self) -> PortraitPredictor:
        """The same with every detection down to `LOWEST_SCORE`, for box AP."""
        return PortraitPredictor(
            self.card, provider="cpu", threads=self.threads, threshold=LOWEST_SCORE
        )


def our_subjects(networks: Sequence[str] | None, *, threads: int | None) -> tuple[Subject, ...]:
    """Return the named networks (names or paths of cards), or all bundled ones.

    Raises
    ------
    NetworkError
        When there is no such network, or its card is wrong.
    """
    cards: Iterable[Card] = (
        bundled_cards() if networks is None else (find_card(name) for name in networks)
    )
    return tuple(Subject(card, ours=True, threads=threads) for card in cards)


def peer_subjects(folder: Path, *, threads: int | None) -> tuple[Subject, ...]:
    """Return the peers whose network files lie in ``folder``, by name of their cards."""
    cards = (read_card(path, folder=folder) for path in sorted(PEER_CARDS.glob("*.toml")))
    return tuple(Subject(card, ours=False, threads=threads) for card in cards if card.file.exists())
