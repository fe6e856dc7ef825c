"""The largest memory that an export takes, each measured in a process that does nothing else."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_CHILD = """
import json, sys
from pathlib import Path
from time import perf_counter
from tempfile import TemporaryDirectory
from benchmarks.memory import largest_megabytes
from portrait_studio import Photo, analyse, export
from portrait_studio.core.enlarge import blocks
from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.matting import matted_alpha

file, what = Path(sys.argv[1]), sys.argv[2]
photo = Photo.open(file)
analysis = analyse(photo, provider="cpu")
people = len(analysis.people)
start = perf_counter()
if what in FORMATS:
    with TemporaryDirectory(dir=file.parent) as folder:
        export(analysis, folder, format=what)
else:
    predictions = analysis.predictions
    alpha = matted_alpha(predictions.person, photo, boundary=predictions.boundary)
    for block in blocks(slice(0, photo.shape[0]), slice(0, photo.shape[1])):
        alpha.at(block)
seconds = perf_counter() - start
megabytes = largest_megabytes()
print(json.dumps({"what": what, "people": people, "megabytes": megabytes, "seconds": seconds}))
"""

MATTING = "matting"
"""What is measured beside the formats: the alpha of the whole photo, block by block."""


@dataclass(frozen=True)
class ExportMemory:
    """What one export took, from an empty process to the last file.

    Attributes
    ----------
    what : str
        Name of the format, or `MATTING`.
    people : int
        How many people were exported.
    megabytes : float
        Largest resident memory, the program and its networks included.
    seconds : float
        Of the export alone.
    """

    what: str
    people: int
    megabytes: float
    seconds: float


def export_memory(photo: Path, what: str) -> ExportMemory:
    """Open, analyse and export a photo in a process of its own.

    Raises
    ------
    subprocess.CalledProcessError
        If the process fails; its own words are on stderr.
    """
    command = [sys.executable, "-c", _CHILD, str(photo), what]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return ExportMemory(**json.loads(done.stdout))
