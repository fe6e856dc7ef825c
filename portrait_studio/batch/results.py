"""The finished files of one photo, made in scratch and named as they will be below the folder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath

from portrait_studio.batch.job import Job
from portrait_studio.batch.record import part_name
from portrait_studio.batch.review import save_for_review
from portrait_studio.core.analysis import Analysis
from portrait_studio.core.export.formats import format_named
from portrait_studio.core.export.from_analysis import result_of
from portrait_studio.core.photo import Photo

STAGED = "files"
"""Where in scratch the results of one photo are made."""


def stage_results(
    job: Job, photo: Photo, analysis: Analysis, scratch: Path, *, review: bool
) -> dict[str, Path]:
    """Write the results of a photo into scratch.

    Parameters
    ----------
    job
        Of the photo.
    photo, analysis
        The photo, and what was found in it.
    scratch
        An empty folder.
    review
        Whether the photo is saved as a project, too.

    Returns
    -------
    dict of str to Path
        The file of every name.

    Raises
    ------
    StudioError
        If the disk refuses.
    """
    spec, options = format_named(job.settings.format), job.settings.options
    place = PurePosixPath(job.place)
    # Any suffix will do: what comes before it names the files.
    named = replace(photo, path=Path(f"{place.name}.photo"))
    result = replace(result_of(named, analysis), called=job.name)
    staged: dict[str, Path] = {}
    if spec.collecting is None:
        folder = scratch / STAGED
        written = spec.write(result, folder, options=options)
        staged |= {str(place.with_name(file.name)): file for file in written}
    else:
        part = scratch / "part.json"
        part.write_text(json.dumps(spec.collecting.part(result, options)), encoding="utf-8")
        staged[part_name(job.place)] = part
    if review:
        name, file = save_for_review(job, photo, analysis, scratch)
        staged[name] = file
    return staged
