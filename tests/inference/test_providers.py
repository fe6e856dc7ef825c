"""The wished provider runs, or the reason why not is known."""

import sys

import onnxruntime as ort
import pytest

from portrait_studio.inference import providers
from tests.inference.tiny_networks import same_network


def offer(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(ort, "get_available_providers", lambda: list(names))


def test_auto_takes_the_graphics_card_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "CPUExecutionProvider")
    assert providers.resolve("auto") == ("cpu", None)
    offer(monkeypatch, "CUDAExecutionProvider", "CPUExecutionProvider")
    assert providers.resolve("auto") == ("cuda", None)
    offer(monkeypatch, "DmlExecutionProvider", "CPUExecutionProvider")
    assert providers.resolve("auto") == ("directml", None)
    assert providers.available() == ("directml", "cpu")


@pytest.mark.parametrize("choice", ["directml", "cuda", "coreml"])
def test_a_missing_provider_gives_the_cpu_and_a_reason(
    monkeypatch: pytest.MonkeyPatch, choice: str
) -> None:
    offer(monkeypatch, "CPUExecutionProvider")
    provider, reason = providers.resolve(choice)
    assert provider == "cpu"
    assert reason is not None and choice in reason


def test_an_unknown_choice_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="auto, directml, cuda, coreml, cpu"):
        providers.resolve("tpu")


def test_threads_are_bounded_and_never_spin() -> None:
    options = providers.session_options(3)
    assert options.intra_op_num_threads == 3
    assert options.inter_op_num_threads == 1
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"


def test_no_memory_is_kept_for_each_size_and_operators_run_one_at_a_time() -> None:
    options = providers.session_options(1)
    assert not options.enable_mem_pattern
    assert options.execution_mode == ort.ExecutionMode.ORT_SEQUENTIAL


def test_a_session_does_not_keep_the_bytes_of_its_file() -> None:
    content = same_network()
    before = sys.getrefcount(content)
    session = providers.open_session(content, provider="cpu", threads=1)
    assert [value.name for value in session.get_inputs()] == ["image"]
    assert sys.getrefcount(content) == before


def test_sessions_on_the_cpu_share_the_memory_of_their_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, stores = ort.create_and_register_allocator, []

    def register(memory: object, arena: object) -> None:
        stores.append(memory)
        real(memory, arena)

    monkeypatch.setattr(ort, "create_and_register_allocator", register)
    providers._share_memory.cache_clear()
    for _ in range(2):
        session = providers.open_session(same_network(), provider="cpu", threads=1)
        options = session.get_session_options()
        assert options.get_session_config_entry("session.use_env_allocators") == "1"
    assert len(stores) == 1  # a second one would take the first one's place
