"""What runs a network: DirectML, CUDA, CoreML or the CPU.

ONNX Runtime's own fallback is switched off. It prints to the console, tells nobody afterwards,
and would leave the window showing a provider that is not at work.
"""

from functools import cache
from threading import Lock
from typing import Any

from portrait_studio.errors import Phrase

CPU = "CPUExecutionProvider"
PROVIDERS = {
    "directml": "DmlExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "cpu": CPU,
}
CHOICES = ("auto", *PROVIDERS)
# CoreML is left to an explicit choice: it does poorly with inputs of varying size.
_AUTO_ORDER = ("directml", "cuda")
_FATAL = 4
_ONCE = Lock()


def available() -> tuple[str, ...]:
    """Return the choices (without "auto") that this build of ONNX Runtime offers."""
    import onnxruntime as ort  # the window opens without it

    built_in = ort.get_available_providers()
    return tuple(choice for choice, name in PROVIDERS.items() if name in built_in)


def resolve(choice: str) -> tuple[str, str | None]:
    """Return the choice that should run, and the reason if it is not the wished one.

    Parameters
    ----------
    choice
        One of `CHOICES`.

    Raises
    ------
    ValueError
        If it is none of them.
    """
    if choice not in CHOICES:
        raise ValueError(f"provider must be one of {', '.join(CHOICES)}, not {choice!r}")
    offered = available()
    if choice == "auto":
        return next((name for name in _AUTO_ORDER if name in offered), "cpu"), None
    if choice in offered:
        return choice, None
    return "cpu", Phrase(
        "{provider} is not part of this installation of ONNX Runtime", provider=choice
    )


def open_session(content: bytes, *, provider: str, threads: int) -> Any:
    """Create an ONNX Runtime session.

    Parameters
    ----------
    content
        Bytes of the network file; a path with letters foreign to the system would not open
        everywhere.
    provider
        One of `PROVIDERS`.
    threads
        Threads inside one operator.

    Returns
    -------
    onnxruntime.InferenceSession

    Raises
    ------
    Exception
        Whatever ONNX Runtime raises; its classes have no common base of their own.
    """
    import onnxruntime as ort  # the window opens without it

    ort.set_default_logger_severity(_FATAL)
    ort.disable_telemetry_events()  # on Windows, where the package's variable says nothing
    name = PROVIDERS[provider]
    providers = [CPU] if name == CPU else [name, CPU]
    options = session_options(threads)
    if name == CPU:
        with _ONCE:
            _share_memory()
        options.add_session_config_entry("session.use_env_allocators", "1")
    session = ort.InferenceSession(content, options, providers=providers, enable_fallback=0)
    # It keeps the file's bytes for its own fallback, which is off: as much memory again as the
    # weights take.
    session._model_bytes = None
    return session


def session_options(threads: int) -> Any:
    """Return ONNX Runtime's options, the same for every provider."""
    import onnxruntime as ort  # the window opens without it

    options = ort.SessionOptions()
    # The one sentence of the error is shown; the library's own lines would only stand beside it.
    options.log_severity_level = _FATAL
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    # Waiting threads that spin fight with the window and with every other program for the cores:
    # on two busy cores a run took twice as long with them as without.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # A pattern is kept for every size of the input, and close-ups come in many: twice the memory of
    # their runs, for no time saved. DirectML has neither patterns nor parallel execution.
    options.enable_mem_pattern = False
    return options


@cache
def _share_memory() -> None:
    """Let all sessions on the CPU take memory for their runs from one store.

    Each would keep what its largest run took, at a time when another one runs. To give it back
    after every run costs the next one an eighth of its time and more.
    """
    import onnxruntime as ort  # the window opens without it

    arena = ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR
    memory = ort.OrtMemoryInfo("Cpu", arena, 0, ort.OrtMemType.DEFAULT)
    ort.create_and_register_allocator(memory, ort.OrtArenaCfg(0, -1, -1, -1))
