"""The speed figures as a page."""

from benchmarks.machine import describe
from benchmarks.seed_edit import ADD, EditSpeed
from benchmarks.timing import Timings

TARGET_SECONDS = 1.5
TARGET_EDIT_MS = 10.0
TARGET_MEGABYTES = 1200.0
TOTAL = "photo to people"
PROCESSOR = "its processor time, all cores together"


def page(
    *, ours: str, stages: Timings, networks: Timings, edits: EditSpeed, peak: float | None
) -> str:
    """Return the page as Markdown.

    Parameters
    ----------
    ours
        Name of our network among `networks`.
    stages
        Seconds of each stage, and of `TOTAL`.
    networks
        Seconds of a run of each network.
    edits
        Of seeds.
    peak
        Largest memory in MB.
    """
    parts = [
        "# Speed",
        "Written by `make bench`; every figure is a median, with the least and largest beside it.",
        "\n".join(f"- {line}" for line in describe()),
        "## A 12-megapixel photo to its people",
        _table(stages, unit="s", factor=1, last=TOTAL),
        _verdict("Photo to people", stages.median(TOTAL), TARGET_SECONDS, "s"),
        "## Networks, one run each on the same photo",
        "Fitting the photo, forward pass and decoding; taken in turns, so that whatever else the"
        " machine does meets all of them.",
        _network_table(networks, ours),
        "## Edits",
        f"{edits.regions} regions, {edits.people} people; an edit, and whose every"
        " pixel of the working photo is then.",
        _table(edits.timings, unit="ms", factor=1000),
        _verdict("A seed added", edits.timings.median(ADD) * 1000, TARGET_EDIT_MS, "ms"),
        "## Memory",
        "Largest resident memory of a process that takes the photo to its people.",
        _verdict("Peak", peak, TARGET_MEGABYTES, "MB") if peak else "Not measured on this system.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(timings: Timings, *, unit: str, factor: float, last: str | None = None) -> str:
    rows = [f"| | median {unit} | least | largest |", "|---|---|---|---|"]
    for name in timings.seconds:
        low, high = timings.spread(name)
        values = (timings.median(name), low, high)
        figures = [f"{value * factor:.3f}" for value in values]
        bold = "**" if name == last else ""
        rows.append(
            f"| {bold}{name}{bold} | {bold}{figures[0]}{bold} | {' | '.join(figures[1:])} |"
        )
    return "\n".join(rows)


def _network_table(networks: Timings, ours: str) -> str:
    rows = ["| network | median ms | least | largest | of ours |", "|---|---|---|---|---|"]
    base = networks.median(ours)
    for name in networks.seconds:
        low, high = (value * 1000 for value in networks.spread(name))
        middle = networks.median(name)
        rows.append(
            f"| {name} | {middle * 1000:.1f} | {low:.1f} | {high:.1f} | {middle / base:.2f} |"
        )
    return "\n".join(rows)


def _verdict(what: str, value: float, target: float, unit: str) -> str:
    digits = 2 if target < 10 else 1
    word = "met" if value <= target else "**missed**"
    return f"{what}: {value:.{digits}f} {unit}; target {target:g} {unit}, {word}."
