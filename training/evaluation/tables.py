"""Results as Markdown tables; the best figure of a column is bold."""

from collections.abc import Mapping, Sequence

from training.evaluation.ablations import Ablation
from training.evaluation.border_maps import KINDS, BorderRow
from training.evaluation.paper import PEOPLE_AP, PEOPLE_LEVELS, PORTRAIT_MIOU, VOC_MIOU
from training.evaluation.people import PeopleRow
from training.evaluation.people_boxes import BoxRow
from training.evaluation.person_masks import MaskRow
from training.evaluation.photos import SUBSETS
from training.metrics.matching import Precision

LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9)
NOTHING = "–"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others are figures."""
    rule = ["---", *["---:" for _ in heads[1:]]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, rule, *rows))


def figure(value: float | None) -> str:
    """Return a share with three places and without the leading zero."""
    if value is None or value != value:
        return NOTHING
    return f"{value:.3f}".removeprefix("0")


def best_in_bold(columns: Sequence[Sequence[float | None]]) -> list[list[str]]:
    """Return figures by row, (rows, columns), from values by row, the largest of each column bold.

    Values that are the same once rounded are bold together; a single row has nothing bold.
    """
    texts = [[figure(value) for value in row] for row in columns]
    for place in range(len(texts[0]) if texts else 0):
        known = [row[place] for row in columns]
        values = [value for value in known if value is not None and value == value]
        if len(values) < 2:
            continue
        largest = figure(max(values))
        for row in texts:
            row[place] = f"**{largest}**" if row[place] == largest else row[place]
    return texts


def _named(name: str, ours: bool) -> str:
    return f"{name} (ours)" if ours else name


def mask_table(rows: Sequence[MaskRow], *, milliseconds: Mapping[str, float]) -> str:
    """Return person IoU / mean IoU / boundary IoU by subset, and the time of a forward pass."""
    subsets = [name for name in SUBSETS if any(name in row.scores for row in rows)]
    fields = ("person_iou", "mean_iou", "boundary_iou")
    values = [
        [
            getattr(row.scores[subset], field) if subset in row.scores else None
            for subset in subsets
            for field in fields
        ]
        for row in rows
    ]
    cells = []
    for row, texts in zip(rows, best_in_bold(values), strict=True):
        triples = [" / ".join(texts[i : i + 3]) for i in range(0, len(texts), 3)]
        time = milliseconds.get(row.name)
        cells.append(
            [_named(row.name, row.ours), *triples, NOTHING if time is None else f"{time:.0f}"]
        )
    return table(["network", *subsets, "ms"], cells)


def box_table(rows: Sequence[BoxRow]) -> str:
    """Return box AP and AP50 by subset."""
    subsets = [name for name in SUBSETS if any(name in row.precision for row in rows)]
    values = [
        [
            value
            for subset in subsets
            for value in (row.precision[subset].mean, row.precision[subset].at(0.5))
        ]
        for row in rows
    ]
    heads = [f"{subset} {level}" for subset in subsets for level in ("AP", "AP50")]
    texts = best_in_bold(values)
    names = [_named(row.name, row.ours) for row in rows]
    return table(["network", *heads], [[n, *t] for n, t in zip(names, texts, strict=True)])


def people_table(rows: Sequence[PeopleRow]) -> str:
    """Return AP and AP at five levels of IoU, a row for each way to people."""
    texts = best_in_bold([_levels(row.precision) for row in rows])
    heads = ["way", "AP", *(f"AP{round(100 * level)}" for level in LEVELS)]
    return table(heads, [[row.name, *text] for row, text in zip(rows, texts, strict=True)])


def _levels(precision: Precision) -> list[float | None]:
    return [precision.mean, *(precision.at(level) for level in LEVELS)]


def border_table(rows: Sequence[BorderRow]) -> str:
    """Return precision, recall and F of both kinds of border at the best threshold of each."""
    names = list(dict.fromkeys((row.name, row.ours) for row in rows))
    by_key = {(row.name, row.kind): row for row in rows}
    values = []
    for name, _ in names:
        counts = [by_key[name, kind].counts for kind in KINDS]
        values.append([v for c in counts for v in (c.precision, c.recall, c.f_score)])
    heads = [f"{kind}: {what}" for kind in KINDS for what in ("precision", "recall", "F")]
    texts = best_in_bold(values)
    cells = [[_named(*name), *text] for name, text in zip(names, texts, strict=True)]
    return table(["boundary map of", *heads], cells)


def ablation_table(rows: Sequence[Ablation]) -> str:
    """Return the figures of the trainings; a figure that one of them lacks is a dash."""
    heads = list(dict.fromkeys(key for row in rows for key in row.figures))
    texts = best_in_bold([[row.figures.get(key) for key in heads] for row in rows])
    return table(["training", *heads], [[r.name, *t] for r, t in zip(rows, texts, strict=True)])


def paper_tables() -> str:
    """Return the paper's own figures, in percent as printed there."""
    voc = table(["VOC 2012 val", "mIoU"], [[name, f"{value:.2f}"] for name, value in VOC_MIOU])
    portrait = table(
        ["the paper's portraits", "mIoU"], [[name, f"{value:.2f}"] for name, value in PORTRAIT_MIOU]
    )
    people = table(
        ["the paper's 50 photos of several people", *PEOPLE_LEVELS],
        [[name, *(f"{value:.1f}" for value in values)] for name, values in PEOPLE_AP],
    )
    return "\n\n".join((voc, portrait, people))
