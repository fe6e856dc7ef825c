"""The networks that are measured: those of this project and the peers, each through its card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core import close_ups
from portrait_studio.core.close_ups import asked_about, fuse
from portrait_studio.core.predictions import Detection
from portrait_studio.inference import close_up, closer
from portrait_studio.inference.cards import Card, bundled_cards, find_card, first_card, read_card
from portrait_studio.inference.closer import AnyPredictor, CloserPredictor, Networks, assembled
from portrait_studio.inference.portrait import PortraitPredictor
from training.evaluation.store import card_key, content_key

PEER_CARDS = Path(__file__).resolve().parents[2] / "benchmarks" / "peers"

CLOSER_CODE = tuple(Path(str(module.__file__)) for module in (close_ups, close_up, closer))
"""What the answers of closer looks depend on, and no others."""

LOWEST_SCORE = 0.01
"""Detections down to this score enter box AP, whatever the card's own threshold."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A network under measurement; `ours` tells this project's from the peers'.

    With `networks` it is measured as the program runs it: the mirror image is looked at too, the
    detector finds the people, and every person is looked at from near.
    """

    card: Card
    ours: bool
    threads: int | None = None
    networks: Networks | None = None

    @property
    def name(self) -> str:
        """Name on the card, and what helps it."""
        return self.card.name if self.networks is None else f"{self.card.name} with close-ups"

    @property
    def key(self) -> str:
        """Whatever its answers depend on besides the photo and the code that all answers run."""
        if self.networks is None:
            return card_key(self.card)
        cards = (card_key(card) for card in self.networks.cards)
        return "|".join([*cards, content_key(CLOSER_CODE)])

    @property
    def gives_mask(self) -> bool:
        """Whether the network gives a person mask."""
        return self.card.output("person_probability") is not None

    @property
    def gives_boxes(self) -> bool:
        """Whether the network detects people."""
        kinds = {output.kind for output in self.card.outputs}
        return (
            bool(kinds & {"yolox_grid", "person_boxes"}) or {"centre_score", "box_votes"} <= kinds
        )

    @property
    def looks_closer(self) -> bool:
        """Whether everybody detected is looked at from near too."""
        return self.networks is not None and self.networks.close_up is not None

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
        if isinstance(self.predictor, PortraitPredictor):
            return self.predictor.decode(rgb8).person
        return self.predictor.predict(rgb8).person

    def boxes(self, rgb8: NDArray[np.uint8]) -> tuple[Detection, ...]:
        """Return every detection of a photo down to `LOWEST_SCORE`."""
        if isinstance(self.eager, PortraitPredictor):
            return self.eager.decode(rgb8).detections or ()
        if isinstance(self.eager, CloserPredictor):
            return looked_at(self.eager, rgb8, known=self._threshold)
        return self.eager.predict(rgb8).detections

    @property
    def _threshold(self) -> float:
        """The score from which the program takes a detection for somebody."""
        networks = self.networks or Networks(self.card)
        detecting = networks.detector or networks.portrait
        kinds = ("yolox_grid", "person_boxes", "centre_score")
        return next(out.threshold for out in detecting.outputs if out.kind in kinds)

    def _load(self, *, threshold: float | None) -> AnyPredictor:
        threads = self.threads
        if self.networks is None:
            return PortraitPredictor(
                self.card, provider="cpu", threads=threads, threshold=threshold
            )
        return assembled(self.networks, provider="cpu", threads=threads, threshold=threshold)


def looked_at(
    predictor: CloserPredictor, rgb8: NDArray[np.uint8], *, known: float
) -> tuple[Detection, ...]:
    """Return all detections of a photo after the closer looks.

    These are told of the others with a score from ``known`` on, as in the program: of the faint
    ones that box AP asks for too, most are nobody.
    """
    seen = predictor.first.predict(rgb8)
    found = seen.detections
    sure = [each.box for each in found if each.score >= known]
    close_ups = predictor.looker.look_for(
        rgb8, asked_about([each.box for each in found], known=sure)
    )
    return fuse(seen, close_ups, shape=(rgb8.shape[0], rgb8.shape[1])).detections


def our_subjects(networks: Sequence[str] | None, *, threads: int | None) -> tuple[Subject, ...]:
    """Return the named networks (names or paths of cards), or all bundled ones.

    The first portrait network, of the bundled ones that which the program runs unless another is
    chosen, comes with all that helps it, then alone. What helps is the same for the others.

    Raises
    ------
    NetworkError
        When there is no such network, or its card is wrong.
    """
    cards: Iterable[Card] = (
        bundled_cards() if networks is None else (find_card(name) for name in networks)
    )
    detector, close_up = first_card("detection"), first_card("close_up")
    subjects: list[Subject] = []
    for card in cards:
        first = not any(subject.networks for subject in subjects)
        if card.task == "portrait" and close_up is not None and first:
            together = Networks(card, detector, close_up)
            subjects.append(Subject(card, ours=True, threads=threads, networks=together))
        if card.task != "close_up":
            subjects.append(Subject(card, ours=True, threads=threads))
    return tuple(subjects)


def peer_subjects(folder: Path, *, threads: int | None) -> tuple[Subject, ...]:
    """Return the peers whose network files lie in ``folder``, by name of their cards."""
    cards = (read_card(path, folder=folder) for path in sorted(PEER_CARDS.glob("*.toml")))
    return tuple(Subject(card, ours=False, threads=threads) for card in cards if card.file.exists())
