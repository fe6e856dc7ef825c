"""What a figure was measured with."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

from portrait_studio.inference.threads import default_threads, physical_cores

PACKAGES = ("onnxruntime", "numpy", "opencv-python", "scikit-image", "scipy")


def describe() -> list[str]:
    """Return one line a fact: date, machine, cores, load, versions."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        f"Date: {date.today().isoformat()}",
        f"Machine: {_processor()}, {physical_cores()} cores, {platform.system()}{load}",
        f"Threads of a network: {default_threads()}",
        f"Versions: Python {platform.python_version()}, "
        + ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
    ]


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _version(name: str) -> str:
    # On Windows the runtime comes as another package.
    return version(f"{name}-directml" if name == "onnxruntime" and os.name == "nt" else name)
