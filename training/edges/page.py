"""The figures of the edges as a page."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

from benchmarks.machine import describe
from training.edges.composites import SIDE
from training.edges.measure import EdgeFigures
from training.edges.ways import OURS, WAYS
from training.metrics.alphas import THIN_BAND, AlphaScores

COMMAND = "python -m training.edges"
_HEADS = {
    "sad": "SAD, thousands",
    "mse": "MSE, thousandths",
    "gradient": "gradient error, thousands",
    "boundary_iou": "boundary IoU",
    "thin_boundary_iou": "thin boundary IoU",
}
_BEST = {"sad": min, "mse": min, "gradient": min, "boundary_iou": max, "thin_boundary_iou": max}
_COMPOSITES = f"""## Photos whose alpha is known

People of `val` photos are cut out by their masks, enlarged to {SIDE} pixels, given a soft outline
and strands of hair, and laid over photos without people. So the alpha is known exactly. All ways
start from the same person probability, of the networks that ship. The strands are drawn: they say
how a way does on fine, half-transparent things, not how real hair looks.

SAD and gradient error are sums over a whole photo, so that people whom the networks miss, and
people they see where there are none, count too; a few such photos make up most of a mean, and so
the median stands beside it, and on how many photos a way has the least SAD. GrabCut may change
all that the network is less sure of than 95 %, wherever it is, and so repairs some of these photos
and spoils others; the studio touches only what is near an outline. Boundary IoU is that of the
alphas cut at one half, in a band of 2 % of the diagonal; thin, in one of {THIN_BAND:.1%}."""
_REAL = """## Real photos

Boundary IoU with masks drawn by hand, on `val` photos, in a band of 2 % of the diagonal. These
photos are hardly larger than what the network sees, and the masks are hard and not exact
themselves: here it shows whether a way does harm."""
_COLOURS = """## Colours of half-transparent pixels

Mean difference, in grey values of 255, between the colour that is exported and the person's true
colour, where the true alpha is between 0.1 and 0.9."""
_BORDER = """## Between two people

Mean absolute error of both people's alphas within 1 % of the long side of their true common border,
in thousandths, on the composites of two people where two are found. Their alpha together is the
true one: what is measured is how it is shared. Most of the error comes from regions that went to
the wrong person; the second row is without it."""


def page(figures: EdgeFigures, pictures: Sequence[tuple[str, str]]) -> str:
    """Return the page as Markdown; pictures as (title, address relative to the page)."""
    parts = [
        "# Edges",
        f"Written by `{COMMAND}`; nothing in it is typed by hand.",
        "\n".join(f"- {line}" for line in describe()),
        _COMPOSITES,
        *(_composites(kind, figures) for kind in figures.scores),
        _REAL,
        _real(figures),
        _COLOURS,
        _colours(figures),
        _BORDER,
        _borders(figures),
        "## Ten edges",
        f"From left to right: {', '.join(columns())}.",
        *(f"![{title}]({address})" for title, address in pictures),
    ]
    return "\n\n".join(parts) + "\n"


def columns() -> tuple[str, ...]:
    """Return what stands side by side in the pictures."""
    return ("photo", "true alpha", *WAYS, f"{OURS} on green")


def _composites(kind: str, figures: EdgeFigures) -> str:
    names = [field.name for field in fields(AlphaScores)]
    rows = {
        way: [getattr(scores, name) for name in names]
        for way, scores in figures.scores[kind].items()
    }
    heads = [*(_HEADS[name] for name in names), "SAD, median", "least SAD", "seconds"]
    lowest = min(figures.medians[kind].values())
    best = [_BEST[name](row[i] for row in rows.values()) for i, name in enumerate(names)]
    lines = [
        [
            way,
            *(_figure(v, b) for v, b in zip(row, best, strict=True)),
            _figure(figures.medians[kind][way], lowest),
            f"{figures.least[kind][way]} photos",
            f"{figures.seconds[way]:.2f}",
        ]
        for way, row in rows.items()
    ]
    title = {"portrait": "One person", "pair": "Two people, one before the other"}[kind]
    return f"### {title}: {figures.photos[kind]} photos\n\n{_table(['way', *heads], lines)}"


def _real(figures: EdgeFigures) -> str:
    sources = list(figures.real)
    heads = [f"{source}, {figures.photos[source]} photos" for source in sources]
    best = {source: max(figures.real[source].values()) for source in sources}
    lines = [
        [way, *(_figure(figures.real[source][way], best[source]) for source in sources)]
        for way in WAYS
    ]
    return _table(["way", *heads], lines)


def _colours(figures: EdgeFigures) -> str:
    lines = [
        [f"alpha: {name}", f"{errors.kept:.1f}", f"{errors.cleaned:.1f}"]
        for name, errors in figures.colours.items()
    ]
    return _table(["", "the photo's colours", "decontaminated"], lines)


def _borders(figures: EdgeFigures) -> str:
    lines = [
        [name, *(_figure(value, min(errors)) for value in errors)]
        for name, errors in figures.borders.items()
    ]
    heads = [f"{figures.pairs} photos", "by regions alone", "along the photo's edges"]
    return _table(heads, lines)


def _figure(value: float, best: float) -> str:
    text = f"{value:.3f}" if best < 2 else f"{value:.1f}"
    return f"**{text}**" if value == best else text


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rule, *lines))


def summary(figures: EdgeFigures) -> Mapping[str, float]:
    """Return the SAD of every way over all kinds, for the command line."""
    weights = {kind: figures.photos[kind] for kind in figures.scores}
    total = sum(weights.values())
    return {
        way: sum(figures.scores[kind][way].sad * count for kind, count in weights.items()) / total
        for way in WAYS
    }
