"""Predictors: from a photo to the predictions that the core splits into people."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Predictions
from portrait_studio.errors import NetworkError
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import Card, Fit
from portrait_studio.inference.decode import Decoded, decode
from portrait_studio.inference.decode_maps import outline, sized
from portrait_studio.inference.farther import Detections, large_ones, united
from portrait_studio.inference.mirror import with_mirror_image
from portrait_studio.inference.session import NetworkSession

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]


class Predictor(Protocol):
    """Anything that says of a photo where people are."""

    def predict(self, rgb8: Bytes, *, cancel: CancelToken | None = None) -> Predictions:
        """Return the predictions for a photo (h, w, 3) uint8 of any size."""


class PortraitPredictor:
    """Predictions of a single network.

    A network without a boundary map gets the outline of its person mask, one without boxes gives
    no detections.

    Parameters
    ----------
    card
        Of the network.
    provider
        One of `providers.CHOICES`.
    threads
        Threads of the session; by default the physical cores, at most 8.
    threshold
        Smallest score of a detection, instead of the card's.
    mirrored
        Whether to look at the photo's mirror image too, and answer the mean of both.

    Attributes
    ----------
    session
        The running network, with its provider and the reason for a fallback.

    Raises
    ------
    NetworkError
        If the network cannot be loaded.
    """

    def __init__(
        self,
        card: Card,
        *,
        provider: str = "auto",
        threads: int | None = None,
        threshold: float | None = None,
        mirrored: bool = False,
    ) -> None:
        self.session = NetworkSession(card, provider=provider, threads=threads)
        self._threshold = threshold
        self._mirrored = mirrored

    @property
    def card(self) -> Card:
        """The card of the network."""
        return self.session.card

    def decode(self, rgb8: Bytes, *, cancel: CancelToken | None = None) -> Decoded:
        """Return everything the network says of a photo (h, w, 3) uint8.

        Raises
        ------
        Cancelled
            If `cancel` was cancelled.
        NetworkError
            If the network cannot be run, or its outputs are not what the card says.
        """
        decoded = self._decode(rgb8, cancel)
        if not self._mirrored:
            return decoded
        fit = self.card.input.fit
        fit = replace(fit, long_side=self.card.mirror_long_side or fit.long_side)
        mirrored = self._look(np.ascontiguousarray(rgb8[:, ::-1]), fit, cancel)
        return with_mirror_image(self.card, decoded, mirrored, threshold=self._threshold)

    def _decode(self, rgb8: Bytes, cancel: CancelToken | None) -> Decoded:
        decoded, spec = self._look(rgb8, self.card.input.fit, cancel), self.card.boxes
        if not self.card.farther or decoded.detections is None or spec is None:
            return decoded
        looks = [decoded.detections, *self._from_farther(rgb8, cancel)]
        return replace(decoded, detections=united(looks, largest_iou=spec.nms_iou))

    def _from_farther(self, rgb8: Bytes, cancel: CancelToken | None) -> Iterator[Detections]:
        for look in self.card.farther:
            fit = replace(self.card.input.fit, long_side=look.long_side)
            seen = self._look(rgb8, fit, cancel).detections or ()
            yield large_ones(seen, least=look.least)

    def _look(self, rgb8: Bytes, fit: Fit, cancel: CancelToken | None) -> Decoded:
        outputs = self.session.run(rgb8, fit=fit, cancel=cancel)
        return decode(self.card, outputs, threshold=self._threshold)

    def predict(self, rgb8: Bytes, *, cancel: CancelToken | None = None) -> Predictions:
        """Return the predictions for a photo (h, w, 3) uint8.

        Raises
        ------
        Cancelled
            If `cancel` was cancelled.
        NetworkError
            As `decode`, and if the network gives no person mask.
        """
        decoded = self.decode(rgb8, cancel=cancel)
        return _predictions(self.card, mask=decoded, people=decoded)


class CombinedPredictor:
    """The mask, boundary and votes of one network with the detections of another.

    Both look at the same time: neither keeps several cores busy all along.

    Parameters
    ----------
    mask
        Gives the person mask (and the boundary map, where it has one).
    people
        Gives the detections (and the votes, where it has them and the first has none).
    """

    def __init__(self, *, mask: PortraitPredictor, people: PortraitPredictor) -> None:
        self.mask = mask
        self.people = people

    @property
    def session(self) -> NetworkSession:
        """The session of the network that gives the mask."""
        return self.mask.session

    @property
    def card(self) -> Card:
        """The card of the network that gives the mask."""
        return self.mask.card

    def predict(self, rgb8: Bytes, *, cancel: CancelToken | None = None) -> Predictions:
        """Return the predictions for a photo (h, w, 3) uint8; raises as the two parts do."""
        with ThreadPoolExecutor(max_workers=1) as beside:
            people = beside.submit(self.people.decode, rgb8, cancel=cancel)
            mask = self.mask.decode(rgb8, cancel=cancel)
            return _predictions(self.mask.card, mask=mask, people=people.result())


def _predictions(card: Card, *, mask: Decoded, people: Decoded) -> Predictions:
    person = mask.person
    if person is None:
        raise NetworkError(
            'The network "{name}" gives no person mask; choose one whose task is'
            ' "portrait" or "person_mask".',
            name=card.name,
        )
    boundary = _boundary(mask, person)
    if not (np.isfinite(person).all() and np.isfinite(boundary).all()):
        raise NetworkError(
            'The network "{name}" gave values that are no numbers; choose the provider "cpu".',
            name=card.name,
        )
    return Predictions(
        person=person,
        boundary=boundary,
        detections=people.detections or (),
        votes=mask.votes if people.votes is None else people.votes,
    )


def _boundary(decoded: Decoded, person: Floats) -> Floats:
    if decoded.boundary is None:
        return outline(person)
    return np.asarray(np.clip(sized(decoded.boundary, person.shape), 0.0, 1.0), np.float32)
