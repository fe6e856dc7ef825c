"""The figures of the window as a part of docs/window.md."""

from benchmarks.machine import describe
from benchmarks.timing import Timings

BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"
START = "start"
TARGET_MEGABYTES = 1200.0

_ROWS = (
    (START, "From starting the program to a window that answers", 1000.0),
    ("first paint", "From the wish to open the photo to its first picture", None),
    ("photo", "… to the photo in full", None),
    ("people", "… to its people", None),
    ("people at once", "… to its people, wished for as soon as the window is there", None),
    ("clicks", "From a click to the painted frame", 16.0),
    ("click work", "… of that, work of the window's thread", 16.0),
    ("pans", "A frame while panning at 100 %", 1000 / 60),
    ("zooms", "A frame while zooming", 1000 / 60),
    ("pause", "Longest pause of the window's thread while opening and analysing", 50.0),
    ("pause at once", "… wished for as soon as the window is there", 50.0),
    ("practice", "… while the window gets ready for a photo", 50.0),
)

NAMES = frozenset(name for name, _, _ in _ROWS)
"""What is measured."""


def filled(text: str, timings: Timings, peak: float | None) -> str:
    """Return the page with its measured part written anew.

    Parameters
    ----------
    text
        The page so far.
    timings
        Seconds by the names of the rows.
    peak
        Largest resident memory in MB, None where the system does not tell.

    Raises
    ------
    ValueError
        If the page has no place for it.
    """
    head, found, rest = text.partition(BEGIN)
    _, ended, tail = rest.partition(END)
    if not (found and ended):
        raise ValueError(f"the page needs the marks {BEGIN} and {END}")
    facts = "\n".join(f"- {line}" for line in describe())
    parts = [BEGIN, facts, _table(timings), _memory(peak), END]
    return head + "\n\n".join(parts) + tail


def _table(timings: Timings) -> str:
    rows = ["| | median ms | least | largest | goal |", "|---|---|---|---|---|"]
    for name, words, goal in _ROWS:
        low, high = (1000 * seconds for seconds in timings.spread(name))
        middle = 1000 * timings.median(name)
        rows.append(f"| {words} | {middle:.1f} | {low:.1f} | {high:.1f} | {_goal(middle, goal)} |")
    return "\n".join(rows)


def _goal(value: float, goal: float | None) -> str:
    if goal is None:
        return ""
    return f"{goal:.4g}, {'met' if value <= goal else '**missed**'}"


def _memory(peak: float | None) -> str:
    if peak is None:
        return "Memory was not measured on this system."
    word = "met" if peak <= TARGET_MEGABYTES else "**missed**"
    return f"Largest resident memory: {peak:.0f} MB; goal {TARGET_MEGABYTES:g} MB, {word}."
