"""The largest memory one photo takes, measured in a process that does nothing else."""

import json
import subprocess
import sys
from pathlib import Path

_CHILD = """
import json, resource, sys
from pathlib import Path
from benchmarks.photo_to_people import photo_to_people
from portrait_studio.inference.closer import load_predictor

photo, network = Path(sys.argv[1]), sys.argv[2] or None
photo_to_people(photo, load_predictor(network, provider="cpu"))
largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps(largest / 1024 ** (1 if sys.platform == "linux" else 2)))
"""


def peak_megabytes(photo: Path, *, network: str | None) -> float | None:
    """Return the largest resident memory of photo to people; None where a system cannot tell.

    Raises
    ------
    subprocess.CalledProcessError
        If the process fails; its own words are on stderr.
    """
    if sys.platform == "win32":
        return None
    command = [sys.executable, "-c", _CHILD, str(photo), network or ""]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(json.loads(done.stdout))
