"""What a photo of a batch takes, measured in a process that does nothing else."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_CHILD = """
import json, sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import cv2, psutil
from benchmarks.batch_cost import written
from benchmarks.memory import largest_megabytes
from portrait_studio.batch.job import BatchSettings, Job
from portrait_studio.batch.network import networks_digest
from portrait_studio.batch.process import process_photo
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.inference.cards import default_card

photo, out, name, runs = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
cv2.setNumThreads(1)
network = default_card().path.stem
settings = BatchSettings(
    format=name, options=ExportOptions(), preset="default", review_above=None, network=network,
    networks=networks_digest(network, "default"), provider="cpu", threads=1,
)
clock, processor = [], []
for run in range(runs + 1):
    job = Job(photo, f"{run}.jpg", str(run), str(out / str(run)), settings)
    begin, worked = perf_counter(), process_time()
    outcome = process_photo(job)
    if outcome.status != "exported":
        raise SystemExit(outcome.sentence)
    clock.append(perf_counter() - begin)
    processor.append(process_time() - worked)
begin = perf_counter()
for _ in range(20):
    assert process_photo(job).status == "present"
again = (perf_counter() - begin) / 20
megabytes = largest_megabytes()
peak = psutil.Process().memory_info().peak_wset if megabytes is None else int(megabytes * 1024**2)
size = written(Path(job.out))
print(json.dumps([clock[1:], processor[1:], again, peak, size]))
"""


@dataclass(frozen=True)
class Cost:
    """What one photo takes in one format, with one thread.

    Attributes
    ----------
    clock, processor : list of float
        Seconds of each run, on the clock and of the processor; the latter are hardly lengthened by
        other programs.
    again : float
        Seconds to find out that the photo is done.
    peak : int
        Largest resident bytes of the process.
    written : int
        Bytes of the results.
    """

    clock: list[float]
    processor: list[float]
    again: float
    peak: int
    written: int


def measure(photo: Path, *, name: str, runs: int) -> Cost:
    """Do a photo `runs` times in a format, after once to warm up.

    Raises
    ------
    subprocess.CalledProcessError
        If the process fails; its own words are on stderr.
    """
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _CHILD, str(photo), folder, name, str(runs)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Cost(*json.loads(done.stdout))


def written(out: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
