"""The predictor that the program uses: the whole photo first, then every person from near."""

from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.close_ups import Closer, fuse
from portrait_studio.core.predictions import Predictions
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import Card, default_card, find_card, first_card, is_bundled
from portrait_studio.inference.close_up import CloseUpLooker
from portrait_studio.inference.portrait import PortraitPredictor
from portrait_studio.inference.session import NetworkSession

Bytes = NDArray[np.uint8]


class CloserPredictor:
    """A network for the whole photo, and a closer look at every person it detects.

    Parameters
    ----------
    first
        Looks at the whole photo.
    looker
        Looks at each person.
    """

    def __init__(self, first: PortraitPredictor, looker: CloseUpLooker) -> None:
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

        None where the network cannot be told.
        """
        if not self.looker.heeds_clicks:
            return None
        return partial(self.looker.look_for, rgb8)

    def predict(self, rgb8: Bytes, *, cancel: CancelToken | None = None) -> Predictions:
        """Return the predictions for a photo (h, w, 3) uint8; raises as the two parts do."""
        predictions = self.first.predict(rgb8, cancel=cancel)
        close_ups = self.looker.look(rgb8, predictions.detections, cancel=cancel)
        return fuse(predictions, close_ups, shape=(rgb8.shape[0], rgb8.shape[1]))


AnyPredictor = PortraitPredictor | CloserPredictor


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
        Whether to look at every person from near too, if a network for that is bundled. It goes
        with the bundled networks; a network from elsewhere answers alone.

    Raises
    ------
    NetworkError
        If there is no such network, or it cannot be loaded.
    """
    card = default_card() if network is None else find_card(network)
    first = PortraitPredictor(card, provider=provider, threads=threads, mirrored=True)
    closer = first_card("close_up") if close_ups and is_bundled(card) else None
    if closer is None:
        return first
    return CloserPredictor(first, CloseUpLooker(closer, provider=provider, threads=threads))
