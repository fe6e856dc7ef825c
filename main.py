"""Start Portrait Studio from a checkout."""

# Before Qt: on Windows both load DLLs of the same name, and ONNX Runtime needs its own first.
import onnxruntime  # noqa: F401

from portrait_studio.app import main

if __name__ == "__main__":
    raise SystemExit(main())
