"""Which photos are drawn: some by a fixed seed, and the worst by what was measured."""

from pathlib import Path

from portrait_studio.errors import StudioError
from training.evaluation.matched_records import from_record
from training.evaluation.people import Way, way_shelf
from training.evaluation.person_masks import mask_shelf
from training.evaluation.pictures import chosen_samples, sheet, worst_samples, write_sheet
from training.evaluation.run import Field, Plan, content_keys, open_field
from training.evaluation.ways import all_ways
from training.metrics.matching import average_precision


def write_pictures(plan: Plan, *, count: int, folder: Path) -> tuple[Path, ...]:
    """Write contact sheets of our default way beside the best peers'; returns their paths.

    ``seeded.jpg`` shows ``count`` photos drawn by a fixed seed, ``worst-masks.jpg`` those of
    lowest person IoU and ``worst-groups.jpg`` the group photos of lowest AP. Needs the tables
    *masks* and *people* of the same plan to be measured.

    Raises
    ------
    StudioError
        When there is no network of ours to draw.
    """
    field, keys = open_field(plan), content_keys(plan.data)
    ways = all_ways(field.ours, field.peers)
    ours = next((way for way in ways if way.default), None)
    if ours is None:
        raise StudioError("Pictures need a network of ours: name one by --network.")
    peers = [way for way in ways if way.group == "way" and way.network is None]
    groups = {way: _group_quality(way, field, plan, keys["people"]) for way in (ours, *peers)}
    best = sorted(peers, key=lambda way: sum(groups[way].values()))[-1:]
    masks = _mask_quality(ours, field, plan, keys["masks"])
    sheets = {
        "seeded.jpg": chosen_samples(field.samples, count),
        "worst-masks.jpg": worst_samples(field.samples, masks, count),
        "worst-groups.jpg": worst_samples(field.samples, groups[ours], count),
    }
    for name, chosen in sheets.items():
        if chosen:
            write_sheet(folder / name, sheet(chosen, (ours, *best)))
    return tuple(folder / name for name, chosen in sheets.items() if chosen)


def _group_quality(way: Way, field: Field, plan: Plan, code: str) -> dict[str, float]:
    shelf = way_shelf(way, cache=plan.cache, code=code)
    names = [sample.row.name for sample in field.samples if sample.row.name in shelf]
    return {name: average_precision([from_record(shelf[name])]).mean for name in names}


def _mask_quality(way: Way, field: Field, plan: Plan, code: str) -> dict[str, float]:
    subject = next(subject for subject in field.ours if subject.name == way.network)
    shelf = mask_shelf(subject, cache=plan.cache, code=code)
    names = [sample.row.name for sample in field.samples if sample.row.name in shelf]
    return {name: float(shelf[name]["person_iou"]) for name in names}
