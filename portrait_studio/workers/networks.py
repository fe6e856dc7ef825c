"""The network of a window: loaded in the background when first needed, then kept."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from portrait_studio.inference.closer import AnyPredictor, load_predictor


class NetworkSource:
    """Loads a predictor once, whichever thread asks first.

    Parameters
    ----------
    network
        Name of a bundled network or path of a card; by default the bundled portrait network.
    provider
        One of `inference.providers.CHOICES`.
    """

    def __init__(self, network: str | Path | None = None, *, provider: str = "auto") -> None:
        self._network = network
        self._provider = provider
        self._lock = Lock()
        self._predictor: AnyPredictor | None = None

    def with_network(self, network: str | Path | None) -> NetworkSource:
        """Return the source of another network for the same provider."""
        return NetworkSource(network, provider=self._provider)

    def with_provider(self, provider: str) -> NetworkSource:
        """Return the source of the same network for another provider."""
        return NetworkSource(self._network, provider=provider)

    def get(self) -> AnyPredictor:
        """Return the predictor, loading it if that has not happened yet.

        Raises
        ------
        NetworkError
            If it cannot be loaded; the next call tries again.
        """
        with self._lock:
            if self._predictor is None:
                self._predictor = load_predictor(self._network, provider=self._provider)
            return self._predictor
