"""Portrait Studio: every person of a photo as a layer of its own.

From Python: `Photo`, `analyse`, `Analysis`, `Editor` and `export`; docs/python.md shows them.
They are loaded when first asked for, so that importing the package stays quick.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portrait_studio.api import Analysis, Editor, Photo, analyse, export

# ONNX Runtime tells its makers what it runs, and leaves the number of the machine in the user's
# folder, unless this is set before it is loaded. Photos are nobody's business.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"
__all__ = ["Analysis", "Editor", "Photo", "__version__", "analyse", "export"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("portrait_studio.api"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
