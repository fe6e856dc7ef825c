"""Write the results into a Markdown file, between markers; the prose around them stays."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from portrait_studio.errors import StudioError
from training.evaluation.ablations import read_ablations
from training.evaluation.people import PeopleRow
from training.evaluation.results import Circumstances, Results
from training.evaluation.tables import (
    ablation_table,
    border_table,
    box_table,
    mask_table,
    paper_tables,
    people_table,
)

TEMPLATE = Path(__file__).with_name("accuracy_template.md")
_NOT_YET = "*Not measured yet.*"


def sections(results: Results) -> dict[str, str]:
    """Return the Markdown of every section by the name of its marker."""
    ablations, unread = read_ablations()
    notes = [f"Unreadable and left out: {', '.join(unread)}."] if unread else []
    masks = mask_table(results.masks, milliseconds=results.milliseconds) if results.masks else ""
    ways = {group: _group(results.people, group) for group in ("way", "edge cost", "true parts")}
    texts = {
        "circumstances": _circumstances(results.circumstances, results.photos),
        "masks": masks,
        "boxes": box_table(results.boxes) if results.boxes else "",
        "people": ways["way"],
        "edge-costs": ways["edge cost"],
        "true-parts": ways["true parts"],
        "borders": border_table(results.borders) if results.borders else "",
        "ablations": "\n\n".join([ablation_table(ablations)] * bool(ablations) + notes),
        "paper": paper_tables(),
    }
    return {name: text or _NOT_YET for name, text in texts.items()}


def _group(rows: Sequence[PeopleRow], group: str) -> str:
    chosen = [row for row in rows if row.group == group]
    return people_table(chosen) if chosen else ""


def _circumstances(now: Circumstances, photos: Mapping[str, int]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in now.versions.items())
    counts = ", ".join(f"{name} {count}" for name, count in photos.items())
    load = "" if now.load is None else f", load {now.load:.1f} before the start"
    return (
        f"Measured on {now.day.isoformat()}, {now.cores} cores{load},"
        f" {now.threads} threads a network; {versions}.\n\nPhotos: {counts}."
    )


def filled(document: str, texts: Mapping[str, str]) -> str:
    """Return ``document`` with the text of every section between its markers.

    Raises
    ------
    StudioError
        When a marker is missing; names it.
    """
    for name, text in texts.items():
        start, end = f"<!-- measured:{name} -->", f"<!-- /measured:{name} -->"
        before, found, rest = document.partition(start)
        _, closed, after = rest.partition(end)
        if not (found and closed):
            raise StudioError(
                f"The report lacks the markers {start} … {end}; put them back, or delete the"
                " file to start from the template."
            )
        document = f"{before}{start}\n\n{text}\n\n{end}{after}"
    return document


def write_report(path: Path, results: Results) -> None:
    """Write the results into ``path``, which starts from the template where it does not exist.

    Raises
    ------
    StudioError
        When a marker is missing; the file is then left as it was.
    """
    source = path if path.exists() else TEMPLATE
    document = filled(source.read_text(encoding="utf-8"), sections(results))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(document, encoding="utf-8")
    beside.replace(path)
