"""Run any network from its card, on the best provider there is, and stop it when asked to.

The session is tried on a grey photo as soon as it is created, so that a provider that cannot run
the network is found out before the user waits for it. Whenever a provider fails, then or later,
the CPU takes over and the reason is kept for display.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portrait_studio.errors import NetworkError, Phrase
from portrait_studio.inference import providers
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import Card, Fit
from portrait_studio.inference.preprocess import Geometry, as_input, fit_photo
from portrait_studio.inference.threads import default_threads

_FATAL = 4
_TRIAL_SIDE = 64


@dataclass(frozen=True, eq=False)
class RawOutputs:
    """The arrays a network gave, by the names of its outputs, and where the photo lies in them."""

    arrays: dict[str, NDArray[np.float32]]
    geometry: Geometry


class NetworkSession:
    """A network, ready to run.

    Parameters
    ----------
    card
        What to run and how.
    provider
        One of `providers.CHOICES`.
    threads
        Threads inside one operator; by default the physical cores, at most 8.

    Attributes
    ----------
    card
        The card.
    provider
        What really runs the network: "directml", "cuda", "coreml" or "cpu".
    fallback_reason
        Why that is not what was asked for, None if it is.

    Raises
    ------
    NetworkError
        If the network file is missing, damaged, no network, or does not fit its card.
    """

    def __init__(self, card: Card, *, provider: str = "auto", threads: int | None = None) -> None:
        self.card = card
        self._threads = threads or default_threads()
        # DirectML allows one run at a time in a session; the others gain nothing from more.
        self._lock = Lock()
        self.provider, self.fallback_reason = providers.resolve(provider)
        self._session = self._open()

    def run(
        self,
        rgb8: NDArray[np.uint8],
        *,
        fit: Fit | None = None,
        cancel: CancelToken | None = None,
    ) -> RawOutputs:
        """Run the network on a photo.

        Parameters
        ----------
        rgb8
            (h, w, 3) uint8 of any size.
        fit
            How it becomes an input; by default as the card says.
        cancel
            Cancelling it stops the run within the operator that is at work.

        Raises
        ------
        Cancelled
            If `cancel` was cancelled.
        NetworkError
            If the network fails on the CPU too.
        """
        pixels, geometry = fit_photo(rgb8, fit or self.card.input.fit)
        arrays = self.run_input(as_input(pixels, self.card.input), cancel=cancel)
        return RawOutputs(arrays=arrays, geometry=geometry)

    def run_input(
        self, values: NDArray[np.float32], *, cancel: CancelToken | None = None
    ) -> dict[str, NDArray[np.float32]]:
        """Run the network on an input made as its card says, of any batch; raises as `run` does."""
        cancel = cancel or CancelToken()
        with self._lock:
            while True:
                cancel.raise_if_cancelled()
                try:
                    return self._forward(self._session, values, cancel)
                except Exception as error:  # ONNX Runtime's errors have no base of their own
                    cancel.raise_if_cancelled()
                    if self.provider == "cpu":
                        raise NetworkError(
                            'The network "{name}" ({file}) cannot be run on this photo: {reason}',
                            **self._words(error),
                        ) from error
                    self._fall_back(
                        Phrase("{provider} failed during a run: {reason}", **self._words(error))
                    )
                    self._session = self._open()

    def _forward(
        self, session: Any, values: NDArray[np.float32], cancel: CancelToken
    ) -> dict[str, NDArray[np.float32]]:
        import onnxruntime as ort  # the window opens without it

        names = [output.name for output in self.card.outputs]
        options = ort.RunOptions()
        options.log_severity_level = _FATAL
        with cancel.calling(_terminating(options)):
            arrays = session.run(names, {self.card.input.name: values}, options)
        return {
            name: np.asarray(array, np.float32) for name, array in zip(names, arrays, strict=True)
        }

    def _open(self) -> Any:
        content = self.card.load()  # not kept: the session has its own
        while True:
            try:
                session = providers.open_session(
                    content, provider=self.provider, threads=self._threads
                )
                self._check_names(session)
                self._check_provider(session)
                self._try_out(session)
            except NetworkError:
                raise
            except Exception as error:  # ONNX Runtime's errors have no base of their own
                if self.provider == "cpu":
                    raise NetworkError(
                        'The network "{name}" ({file}) cannot be loaded: {reason}',
                        **self._words(error),
                    ) from error
                self._fall_back(
                    Phrase("{provider} failed to start: {reason}", **self._words(error))
                )
            else:
                return session

    def _check_names(self, session: Any) -> None:
        found = [value.name for value in session.get_inputs()]
        self._check_name("input.name", self.card.input.name, found)
        found = [value.name for value in session.get_outputs()]
        for index, output in enumerate(self.card.outputs):
            self._check_name(f"outputs[{index}].name", output.name, found)

    def _check_name(self, key: str, name: str, found: list[str]) -> None:
        if name not in found:
            raise NetworkError(
                'The card {card}: "{key}" is {name!r}; the network has {found}.',
                card=self.card.path,
                key=key,
                name=name,
                found=", ".join(repr(other) for other in found),
            )

    def _check_provider(self, session: Any) -> None:
        if providers.PROVIDERS[self.provider] not in session.get_providers():
            raise RuntimeError("it could not be loaded; are its drivers installed?")

    def _try_out(self, session: Any) -> None:
        fit = self.card.input.fit
        if fit.kind == "long_side":
            fit = replace(fit, long_side=max(fit.multiple, _TRIAL_SIDE))
        pixels, _ = fit_photo(np.full((_TRIAL_SIDE, _TRIAL_SIDE, 3), 127, np.uint8), fit)
        self._forward(session, as_input(pixels, self.card.input), CancelToken())

    def _fall_back(self, why: Phrase) -> None:
        self.fallback_reason = why
        self.provider = "cpu"

    def _words(self, error: Exception) -> dict[str, object]:
        return {
            "name": self.card.name,
            "file": self.card.file,
            "provider": self.provider,
            "reason": _first_line(error),
        }


def _terminating(options: Any) -> Callable[[], None]:
    def terminate() -> None:
        options.terminate = True

    return terminate


def _first_line(error: Exception) -> str:
    line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return re.sub(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ", "", line)
