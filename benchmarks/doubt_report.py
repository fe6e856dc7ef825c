"""The tables of docs/doubt.md."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.doubt_formulations import CHOSEN, Formulation, formulations
from benchmarks.doubt_judged import JudgedPhoto, Regions
from benchmarks.ranking import area_under_curve, average_precision
from benchmarks.split_error import WRONG
from portrait_studio.arguments import REVIEW_ABOVE
from portrait_studio.core.editing.doubtful import DOUBTFUL, SMALLEST
from portrait_studio.core.mask_parts import mask_parts

_Floats = NDArray[np.float64]
_STEPS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
_LIMITS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
KINDS: Mapping[str, str] = {"group": "group photos", "other": "others", "portrait": "portraits"}


def texts(photos: Sequence[JudgedPhoto]) -> dict[str, str]:
    """Return the Markdown of every section by the name of its marker."""
    groups = [photo for photo in photos if photo.kind == "group"]
    regions = [photo.regions for photo in groups]
    return {
        "formulations": formulation_table(regions, formulations(), chosen=CHOSEN),
        "calibration": f"{calibration_table(regions)}\n\n{unseen(regions)}",
        "tour": tour_table(photos),
        "review": review_table(photos),
    }


def formulation_table(
    photos: Sequence[Regions], ways: Mapping[str, Formulation], *, chosen: str
) -> str:
    """Return how well each way finds what is wrong; all tours show as much as the chosen one's."""
    values = {name: [way(photo) for photo in photos] for name, way in ways.items()}
    known = np.concatenate([photo.known for photo in photos])
    wrong = np.concatenate([photo.wrong for photo in photos])
    shown = float(known[np.concatenate(values[chosen]) >= DOUBTFUL].sum())
    rows = [
        "| doubt | AUC | average precision | wrong pixels shown | places a photo |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, value in values.items():
        of_region = np.concatenate(value)
        limit = DOUBTFUL if name == chosen else _limit(of_region, known, shown)
        found, places = _tour(photos, value, limit)
        area = area_under_curve(of_region, wrong, known)
        precision = average_precision(of_region, wrong, known)
        cells = (name, f"{area:.3f}", f"{precision:.3f}", f"{found:.0%}", f"{places:.1f}")
        bold = "**" if name == chosen else ""
        rows.append("| " + " | ".join(f"{bold}{cell}{bold}" for cell in cells) + " |")
    return "\n".join(rows)


def _limit(value: _Floats, known: _Floats, shown: float) -> float:
    """Value above which so many pixels lie."""
    order = np.argsort(-value, kind="stable")
    last = int(np.searchsorted(np.cumsum(known[order]), shown))
    return float(value[order[min(last, len(order) - 1)]])


def _tour(
    photos: Sequence[Regions], values: Sequence[_Floats], limit: float
) -> tuple[float, float]:
    """Share of the wrong pixels that lie in places of the tour, and places a photo."""
    found = count = 0.0
    for photo, value in zip(photos, values, strict=True):
        parts = mask_parts(photo.graph, (value >= limit) & (photo.pixels > 0))
        for part in range(int(parts.max()) + 1):
            there = parts == part
            if photo.pixels[there].sum() >= SMALLEST * photo.photo:
                found += float((photo.known * photo.wrong)[there].sum())
                count += 1
    wrong = sum(float((photo.known * photo.wrong).sum()) for photo in photos)
    return found / max(1.0, wrong), count / len(photos)


def calibration_table(photos: Sequence[Regions]) -> str:
    """Return how much of what has a doubt is wrong, and how much of the mask has it."""
    chosen = formulations()[CHOSEN]
    value = np.concatenate([chosen(photo) for photo in photos])
    known = np.concatenate([photo.known for photo in photos])
    wrong = np.concatenate([photo.wrong for photo in photos])
    rows = ["| doubt | share of the mask | of it wrong |", "|---|---:|---:|"]
    for low, high in pairwise(_STEPS):
        there = (value >= low) & ((value < high) | (high == _STEPS[-1]))
        rows.append(
            f"| {low:g} – {high:g} | {known[there].sum() / known.sum():.0%}"
            f" | {_share(known[there & wrong].sum(), known[there].sum())} |"
        )
    return "\n".join(rows)


def unseen(photos: Sequence[Regions]) -> str:
    """Say how much of what no detection explains is wrong."""
    known = np.concatenate([photo.known[photo.unseen] for photo in photos])
    wrong = np.concatenate([photo.wrong[photo.unseen] for photo in photos])
    total = sum(float(photo.known.sum()) for photo in photos)
    return (
        f"Parts without a detection are {known.sum() / total:.0%} of the mask, and"
        f" {_share(known[wrong].sum(), known.sum())} of them wrong."
    )


def tour_table(photos: Sequence[JudgedPhoto]) -> str:
    """Return how many places the tour shows, and what they hold."""
    rows = [
        "| photos | places: none | 1–3 | 4–6 | more | at least half wrong | wrong pixels shown |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for kind, title in KINDS.items():
        mine = [photo for photo in photos if photo.kind == kind]
        counts = np.array([len(photo.places) for photo in mine])
        spans = ((0, 0), (1, 3), (4, 6), (7, np.inf))
        shares = [
            _share(((low <= counts) & (counts <= high)).sum(), len(mine)) for low, high in spans
        ]
        wrong, half, found = 0.0, 0, 0.0
        for photo in mine:
            regions = photo.regions
            errors = regions.known * regions.wrong
            wrong += float(errors.sum())
            for place in photo.places:
                found += float(errors[place].sum())
                half += bool(2 * errors[place].sum() >= max(1, regions.known[place].sum()))
        cells = (*shares, _share(half, counts.sum()), _share(found, wrong))
        rows.append(f"| {len(mine)} {title} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def review_table(photos: Sequence[JudgedPhoto]) -> str:
    """Return what each limit on the doubt of a photo sets aside, and which wrong splits."""
    wrong = [photo for photo in photos if photo.error > WRONG]
    clear = [photo for photo in photos if photo.kind == "portrait" and photo.error <= WRONG]
    columns = [[photo for photo in photos if photo.kind == kind] for kind in ("group", "other")]
    columns += [clear, wrong]
    rows = [
        f"| doubt above | {len(columns[0])} group photos | {len(columns[1])} others"
        f" | {len(clear)} portraits split right | {len(wrong)} wrong splits |",
        "|---|---:|---:|---:|---:|",
    ]
    for limit in sorted({*_LIMITS, REVIEW_ABOVE}):
        bold = "**" if limit == REVIEW_ABOVE else ""
        cells = [f"{limit:g}"]
        cells += [_share(sum(one.doubt > limit for one in some), len(some)) for some in columns]
        rows.append("| " + " | ".join(f"{bold}{cell}{bold}" for cell in cells) + " |")
    return "\n".join(rows)


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else "–"
