"""The memory of exports as a page."""

from collections.abc import Sequence

from benchmarks.export_memory import MATTING, ExportMemory
from benchmarks.machine import describe

TARGET_MEGABYTES = 2048.0
COMMAND = "python -m benchmarks.large_exports"

_WHAT = """A composed photo of {megapixels:.0f} megapixels, {bits} bits a channel, is opened,
analysed and exported, each time in a process of its own. Shown is the largest resident memory of
that process from its start to its end: Python, the networks, the photo itself ({own:.0f} MB) and
everything made of it. *{matting}* is the alpha of the whole photo alone, block by block."""


def page(
    measured: Sequence[ExportMemory], *, shape: tuple[int, int], bits: int, people: int
) -> str:
    """Return the page as Markdown.

    Parameters
    ----------
    measured : sequence of ExportMemory
    shape : (H, W)
        Of the photo.
    bits : int
        A channel of the photo.
    people : int
        Largest number of people that were exported.
    """
    pixels = shape[0] * shape[1]
    what = _WHAT.format(
        megapixels=pixels / 1e6, bits=bits, own=3 * pixels * bits / 8 / 2**20, matting=MATTING
    )
    parts = [
        "# Memory of exports",
        f"Written by `{COMMAND}`; nothing in it is typed by hand.",
        "\n".join(f"- {line}" for line in describe()),
        what,
        _table(measured),
        _verdict(measured),
        f"People in the photo: {people}.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(measured: Sequence[ExportMemory]) -> str:
    lines = [f"| {one.what} | {one.megabytes:.0f} | {one.seconds:.1f} |" for one in measured]
    return "\n".join(["| | peak, MB | seconds of the export |", "|---|---:|---:|", *lines])


def _verdict(measured: Sequence[ExportMemory]) -> str:
    over = [one.what for one in measured if one.megabytes > TARGET_MEGABYTES]
    if not over:
        return f"Every one stays within {TARGET_MEGABYTES:.0f} MB."
    return f"**Over {TARGET_MEGABYTES:.0f} MB:** {', '.join(over)}."
