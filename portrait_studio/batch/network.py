"""The network of a process: loaded with the first photo, and kept for the next."""

from __future__ import annotations

from threading import Lock

import cv2

from portrait_studio.batch.job import BatchSettings
from portrait_studio.core.settings import PRESETS
from portrait_studio.errors import NetworkError
from portrait_studio.inference.closer import AnyPredictor, load_predictor, networks_for

_Key = tuple[str, str, str, int]
_loaded: dict[_Key, AnyPredictor] = {}
# A Dask worker runs several photos at a time, each in a thread.
_lock = Lock()


class NetworkUnusableError(NetworkError):
    """The network of a batch cannot be loaded here, so that no photo can be done here."""


def networks_digest(network: str | None, preset: str) -> str:
    """Return what identifies the networks that a predictor runs: another answer, another digest.

    Raises
    ------
    NetworkError
        If there is no such network, or its file is damaged.
    """
    cards = networks_for(network or None, close_ups=PRESETS[preset].close_ups).cards
    for card in cards:
        card.load()
    return " ".join(card.sha256 for card in cards)


def predictor_of(settings: BatchSettings) -> AnyPredictor:
    """Return the predictor of a batch's settings; one at a time is kept.

    Raises
    ------
    NetworkUnusableError
        If it cannot be loaded, or is another one than where the batch was begun.
    """
    key = (settings.network, settings.networks, settings.provider, settings.threads)
    with _lock:
        if key not in _loaded:
            predictor = _load(settings)
            _loaded.clear()
            _loaded[key] = predictor
        return _loaded[key]


def _load(settings: BatchSettings) -> AnyPredictor:
    try:
        if networks_digest(settings.network, settings.preset) != settings.networks:
            raise NetworkError(
                f'The network "{settings.network}" is another one on this machine; install the same'
                " version of Portrait Studio everywhere."
            )
        cv2.setNumThreads(settings.threads)  # of the process: what it does beside the network
        return load_predictor(
            settings.network,
            provider=settings.provider,
            threads=settings.threads,
            close_ups=PRESETS[settings.preset].close_ups,
        )
    except NetworkError as error:
        raise NetworkUnusableError(str(error)) from error
