"""The largest memory one photo takes, measured in a process that does nothing else."""

import json
import subprocess
import sys
from pathlib import Path

_CHILD = """
import json, sys
from pathlib import Path
from benchmarks.memory import largest_megabytes
from benchmarks.photo_to_people import photo_to_people
from portrait_studio.inference.closer import load_predictor

photo, network = Path(sys.argv[1]), sys.argv[2] or None
photo_to_people(photo, load_predictor(network, provider="cpu"))
print(json.dumps(largest_megabytes()))
"""


def largest_megabytes() -> float | None:
    """Return the largest resident memory that this process had; None where a system cannot tell."""
    if sys.platform == "linux":
        # ru_maxrss of a child begins with the largest memory of its parent; VmHWM starts anew
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    try:
        import resource
    except ImportError:  # Windows
        return None
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2)


def peak_megabytes(photo: Path, *, network: str | None) -> float | None:
    """Return the largest resident memory of photo to people; None where a system cannot tell.

    Raises
    ------
    subprocess.CalledProcessError
        If the process fails; its own words are on stderr.
    """
    command = [sys.executable, "-c", _CHILD, str(photo), network or ""]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    peak: float | None = json.loads(done.stdout)
    return peak
