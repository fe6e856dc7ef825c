"""A network runs from its card alone; failures and cancelling end well."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from portrait_studio.errors import Cancelled, NetworkError
from portrait_studio.inference import providers
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.session import NetworkSession
from tests.inference.tiny_networks import (
    INPUT,
    portrait_card,
    same_network,
    slow_network,
    write_card,
)

WHITE = np.full((50, 100, 3), 255, np.uint8)
PERSON = '[[outputs]]\nname = "person"\nkind = "person_probability"\n'


def test_a_run_gives_every_output_of_the_card(tmp_path: Path) -> None:
    session = NetworkSession(portrait_card(tmp_path))
    outputs = session.run(WHITE)
    assert outputs.geometry.input_shape == (64, 128)
    assert {name: array.shape for name, array in outputs.arrays.items()} == {
        "person": (1, 1, 64, 128),
        "boundary": (1, 1, 64, 128),
        "centre": (1, 1, 8, 16),
        "votes": (1, 4, 8, 16),
    }
    np.testing.assert_allclose(outputs.arrays["person"], 1, atol=1e-6)
    assert (session.provider, session.fallback_reason) == ("cpu", None)


@pytest.mark.parametrize(
    ("layout", "size", "shape"), [("NCHW", 40, (1, 3, 32, 40)), ("NHWC", 40, (1, 32, 40, 3))]
)
def test_the_card_alone_decides_what_the_network_sees(
    tmp_path: Path, layout: str, size: int, shape: tuple[int, ...]
) -> None:
    inputs = (
        f'[input]\nname = "image"\nlayout = "{layout}"\nchannels = "BGR"\nrange = 255.0\n'
        f'fit = "stretch"\nsize = [32, {size}]\n'
    )
    outputs = '[[outputs]]\nname = "same"\nkind = "raw"\n'
    path = write_card(tmp_path, network=same_network(), task="raw", inputs=inputs, outputs=outputs)
    photo = np.zeros((10, 20, 3), np.uint8)
    photo[..., 2] = 7
    seen = NetworkSession(read_card(path)).run(photo).arrays["same"]
    assert seen.shape == shape
    first = seen[0, 0] if layout == "NCHW" else seen[0, ..., 0]
    np.testing.assert_allclose(first, 7, atol=1e-4)
    assert seen.sum() == pytest.approx(7 * first.size, abs=0.1)


@pytest.mark.parametrize("content", [b"", b"no network", same_network()[:60]])
def test_a_corrupt_network_is_one_clear_sentence(tmp_path: Path, content: bytes) -> None:
    path = write_card(tmp_path, network=content, task="person_mask", outputs=PERSON)
    with pytest.raises(NetworkError, match=r'"Tiny".*tiny\.onnx.*cannot be loaded') as caught:
        NetworkSession(read_card(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "image"', 'name = "photo"', "\"input.name\" is 'photo'; the network has 'image'"),
        ('name = "person"', 'name = "mask"', r"\"outputs\[0\].name\" is 'mask'.*'person', 'bou"),
    ],
)
def test_a_card_that_names_what_the_network_lacks_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = portrait_card(tmp_path).path
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(NetworkError, match=said):
        NetworkSession(read_card(path))


def test_a_network_that_cannot_run_says_so_when_it_is_loaded(tmp_path: Path) -> None:
    inputs = INPUT.replace('layout = "NCHW"', 'layout = "NHWC"')
    card = portrait_card(tmp_path)
    text = card.path.read_text(encoding="utf-8").replace(INPUT, inputs)
    card.path.write_text(text, encoding="utf-8")
    with pytest.raises(NetworkError, match="cannot be loaded"):
        NetworkSession(read_card(card.path))


class FailingSession:
    """Stands for a graphics card: works a number of times, then breaks."""

    def __init__(self, real: Any, *, runs: int, name: str) -> None:
        self._real, self._left, self._name = real, runs, name
        self.get_inputs, self.get_outputs = real.get_inputs, real.get_outputs

    def get_providers(self) -> list[str]:
        return [self._name]

    def run(self, *arguments: Any) -> Any:
        self._left -= 1
        if self._left < 0:
            raise RuntimeError("device removed\nand many more lines")
        return self._real.run(*arguments)


@pytest.fixture
def graphics_card(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def install(*, runs: int = 0, opens: bool = True, name: str = "CUDAExecutionProvider") -> None:
        real = providers.open_session

        def open_session(content: bytes, *, provider: str, threads: int) -> Any:
            session = real(content, provider="cpu", threads=threads)
            if provider == "cpu":
                return session
            if not opens:
                raise OSError("libcublas is missing")
            return FailingSession(session, runs=runs, name=name)

        monkeypatch.setattr(providers, "available", lambda: ("cuda", "cpu"))
        monkeypatch.setattr(providers, "open_session", open_session)

    return install


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"opens": False}, "cuda failed to start: libcublas is missing"),
        ({"runs": 0}, "cuda failed to start: device removed"),
        ({"name": "CPUExecutionProvider"}, "cuda failed to start: it could not be loaded"),
    ],
)
def test_a_provider_that_does_not_start_gives_way_to_the_cpu(
    tmp_path: Path, graphics_card: Callable[..., None], how: dict[str, Any], reason: str
) -> None:
    graphics_card(**how)
    session = NetworkSession(portrait_card(tmp_path))
    assert session.provider == "cpu"
    assert session.fallback_reason is not None and session.fallback_reason.startswith(reason)
    assert session.run(WHITE).arrays["person"].min() > 0.99


def test_a_provider_that_fails_during_a_run_gives_way_to_the_cpu(
    tmp_path: Path, graphics_card: Callable[..., None]
) -> None:
    graphics_card(runs=2)
    session = NetworkSession(portrait_card(tmp_path))
    session.run(WHITE)
    assert (session.provider, session.fallback_reason) == ("cuda", None)
    assert session.run(WHITE).arrays["person"].min() > 0.99
    assert session.provider == "cpu"
    assert session.fallback_reason == "cuda failed during a run: device removed"


def test_where_the_network_file_went_meanwhile_nothing_takes_over_and_that_is_said(
    tmp_path: Path, graphics_card: Callable[..., None]
) -> None:
    graphics_card(runs=2)
    session = NetworkSession(portrait_card(tmp_path))
    session.run(WHITE)
    (tmp_path / "tiny.onnx").unlink()
    with pytest.raises(NetworkError, match=r"tiny\.onnx.*cannot be read.*reinstall it"):
        session.run(WHITE)


def test_a_wished_provider_that_is_not_installed_is_told(tmp_path: Path) -> None:
    if "cuda" in providers.available():
        pytest.skip("this machine's ONNX Runtime has CUDA")
    session = NetworkSession(portrait_card(tmp_path), provider="cuda")
    assert session.provider == "cpu"
    assert session.fallback_reason is not None and "cuda" in session.fallback_reason


class TimedToken(CancelToken):
    """Cancels itself, from a thread of its own, a moment after a run has begun."""

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        timer = threading.Timer(0.2, self.cancel)
        with super().calling(callback):
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
                timer.join()


def test_a_long_run_is_cancelled_from_another_thread(tmp_path: Path) -> None:
    # Whole, this would compute for minutes.
    path = write_card(
        tmp_path,
        network=slow_network(layers=2000),
        task="person_mask",
        inputs=INPUT.replace("long_side = 128", "long_side = 2048"),
        outputs=PERSON,
    )
    session, token = NetworkSession(read_card(path), threads=1), TimedToken()
    with pytest.raises(Cancelled):
        session.run(np.full((2048, 2048, 3), 90, np.uint8), cancel=token)
    assert token.cancelled
    assert (session.provider, session.fallback_reason) == ("cpu", None)


def test_a_cancelled_token_starts_nothing_and_spoils_nothing(tmp_path: Path) -> None:
    session, token = NetworkSession(portrait_card(tmp_path)), CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        session.run(WHITE, cancel=token)
    assert session.run(WHITE, cancel=CancelToken()).arrays["person"].min() > 0.99
