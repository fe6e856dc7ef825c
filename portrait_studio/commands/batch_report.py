"""What a batch says while it runs: a bar, a line a failure, and a sum at the end."""

import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Self, TextIO

from tqdm import tqdm

from portrait_studio.batch.job import Outcome
from portrait_studio.batch.run import Tally
from portrait_studio.errors import ExportError

_BAR = (
    "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} photos"
    " [{elapsed} gone, {remaining} left, {rate_noinv_fmt}{postfix}]"
)


class BatchReport:
    """Tells a user how a batch fares.

    Parameters
    ----------
    total : int
        Number of photos.
    log : Path
        Gets a line a failure: time, photo, sentence, with tabs between. Made with the first.
    out : str
        Where the results are, for the sum.
    verbose : bool
        Whether every photo gets a line on the standard output.
    """

    def __init__(self, total: int, *, log: Path, out: str, verbose: bool) -> None:
        self._log_path = log
        self._log: TextIO | None = None
        self._out = out
        self._verbose = verbose
        self._notes: set[str] = set()
        self._tally = Tally()
        self._begin = perf_counter()
        # Into a file or pipe goes no bar (disable=None). The time left comes from the mean of
        # the whole run (smoothing=0): photos differ, and several are done at once.
        self._bar: Any = tqdm(
            total=total, unit=" photos", bar_format=_BAR, smoothing=0, disable=None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.close()
        if self._log is not None:
            self._log.close()

    def tell(self, outcome: Outcome) -> None:
        """Show an outcome."""
        self._tally.add(outcome)
        if outcome.note and outcome.note not in self._notes:
            self._notes.add(outcome.note)
            _say(outcome.note)
        if outcome.status == "failed":
            self._tell_failure(outcome)
        elif self._verbose:
            tqdm.write(_line(outcome))
        if outcome.status == "present" and not self._bar.disable:
            self._bar.initial += 1  # what was there already took no time
        self._bar.set_postfix_str(self._troubles(), refresh=False)
        self._bar.update(1)

    def sum_up(self) -> None:
        """Print what came of all photos."""
        tally, seconds = self._tally, perf_counter() - self._begin
        times = tally.times
        parts = [f"{times['exported']} exported"]
        parts += [f"{times['present']} there already"] if times["present"] else []
        parts += [f"{times['failed']} failed (see {self._log_path})"] if times["failed"] else []
        parts += [f"{tally.review} to look at in {self._out}/review"] if tally.review else []
        rate = f"; {times['exported'] / seconds:.2f} photos/s" if times["exported"] else ""
        print(f"{', '.join(parts)}{rate}.")

    def _troubles(self) -> str:
        failed, review = self._tally.times["failed"], self._tally.review
        counts = [f"{failed} failed"] if failed else []
        return ", ".join([*counts, *([f"{review} to look at"] if review else [])])

    def _tell_failure(self, outcome: Outcome) -> None:
        _say(outcome.sentence)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        sentence = " ".join(outcome.sentence.split())
        try:
            if self._log is None:
                self._log_path.parent.mkdir(parents=True, exist_ok=True)
                self._log = self._log_path.open(
                    "a", encoding="utf-8", errors="backslashreplace", buffering=1
                )
            self._log.write(f"{now}\t{outcome.job.source}\t{sentence}\n")
        except OSError as error:
            raise ExportError(
                f"The log {self._log_path} cannot be written ({error.strerror}); name another with"
                " --log."
            ) from error


def _line(outcome: Outcome) -> str:
    people = f"{outcome.people} {'person' if outcome.people == 1 else 'people'}"
    before = ", there already" if outcome.status == "present" else ""
    review = ", to be looked at" if outcome.review else ""
    return f"{outcome.job.source}: {people}, doubt {outcome.doubt:.3f}{review}{before}"


def _say(sentence: str) -> None:
    # Through the bar, so that neither garbles the other.
    tqdm.write(f"portrait-studio: {sentence}", file=sys.stderr)
