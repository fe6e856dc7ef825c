"""The predictor that the program uses: the whole photo first, then every person from near."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.close_ups import LEAST_SCORE, Closer, fuse
from portrait_studio.core.predictions import Predictions
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import Card, default_card, find_card, first_card, is_bundled
from portrait_studio.inference.close_up import CloseUpLooker
from portrait_studio.inference.portrait import CombinedPredictor, PortraitPredictor
from portrait_studio.inference.session import NetworkSession

Bytes = NDArray[np.uint8]

FirstLook = PortraitPredictor | CombinedPredictor


class CloserPredictor:
    """A network for the whole photo, and a closer look at every person it detects.

    Parameters
    ----------
    first
        Looks at the whole photo.
    looker
        Looks at each person.
    """

    def __init__(self, first: FirstLook, looker: CloseUpLooker) -> None:
        self.first = first
        self.looker = looker

    @property
    def session(self) -> NetworkSession:
        """The session of the network for the whole photo."""
        return self.first.session

    @property
    def card(self) -> Card:
        """The card of the network for the whole photo."""
        return self.first.card

    def closer(self, rgb8: Bytes) -> Closer | None:
        """Return what looks again at people of a photo, told where a user clicked.

        At their mirror images too: late clicks are about little, and every bit counts. None where
        the network cannot be told.
        """
        if not self.looker.heeds_clicks:
            return None
        return partial(self.looker.look_for, rgb8, mirrored=True)

    def predict(self, rgb8: Bytes, *, cancel: CancelToken | None = None) -> Predictions:
        """Return the predictions for a photo (h, w, 3) uint8; raises as the two parts do."""
        return self.look_closer(rgb8, self.first.predict(rgb8, cancel=cancel), cancel=cancel)

    def look_closer(
        self, rgb8: Bytes, predictions: Predictions, *, cancel: CancelToken | None = None
    ) -> Predictions:
        """Return predictions for a photo (h, w, 3) uint8 with a look at everybody detected.

        Who does not hold out against it is gone.
        """
        close_ups = self.looker.look(rgb8, predictions.detections, cancel=cancel)
        shape = rgb8.shape[0], rgb8.shape[1]
        return fuse(predictions, close_ups, shape=shape, least=LEAST_SCORE)


AnyPredictor = FirstLook | CloserPredictor


@dataclass(frozen=True, eq=False)
class Networks:
    """The cards of the networks that answer together.

    Attributes
    ----------
    portrait
        Looks at the whole photo.
    detector
        Finds the people in its place, if there is one.
    close_up
        Looks at every person from near, if there is one.
    """

    portrait: Card
    detector: Card | None = None
    close_up: Card | None = None

    @property
    def cards(self) -> tuple[Card, ...]:
        """All that there are."""
        parts = (self.portrait, self.detector, self.close_up)
        return tuple(card for card in parts if card is not None)


def networks_for(network: str | Path | None = None, *, close_ups: bool = True) -> Networks:
    """Return which networks the program runs; parameters and errors as of `load_predictor`."""
    card = default_card() if network is None else find_card(network)
    if not (close_ups and is_bundled(card)):
        return Networks(card)
    return Networks(card, detector=first_card("detection"), close_up=first_card("close_up"))


def load_predictor(
    network: str | Path | None = None,
    *,
    provider: str = "auto",
    threads: int | None = None,
    close_ups: bool = True,
) -> AnyPredictor:
    """Load the predictor that the program uses: everything that makes its answer better.

    Parameters
    ----------
    network
        Name of a bundled network or path of a card; by default the bundled portrait network.
    provider, threads
        As for `PortraitPredictor`.
    close_ups
        Whether a detector finds the people, and every person is looked at from near too, if
        networks for that are bundled. They go with the bundled networks; a network from
        elsewhere answers alone.

    Raises
    ------
    NetworkError
        If there is no such network, or it cannot be loaded.
    """
    return assembled(networks_for(network, close_ups=close_ups), provider=provider, threads=threads)


def assembled(
    networks: Networks,
    *,
    provider: str = "auto",
    threads: int | None = None,
    threshold: float | None = None,
) -> AnyPredictor:
    """Load networks and put them together; parameters and errors are as for `PortraitPredictor`.

    The portrait network looks at the photo's mirror image too. The detector does not: its boxes
    gain nothing from it.
    """
    part = partial(PortraitPredictor, provider=provider, threads=threads, threshold=threshold)
    whole = part(networks.portrait, mirrored=True)
    first: FirstLook = whole
    if networks.detector is not None:
        first = CombinedPredictor(mask=whole, people=part(networks.detector))
    if networks.close_up is None:
        return first
    looker = CloseUpLooker(networks.close_up, provider=provider, threads=threads)
    return CloserPredictor(first, looker)
