"""Which files an export will write, and which of them are there already."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from portrait_studio.core.export.clean_name import same_file
from portrait_studio.core.export.format_spec import FormatSpec
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import ExportedPerson
from portrait_studio.errors import ExportError
from portrait_studio.ui.phrases import error_text


@dataclass(frozen=True)
class NamesPreview:
    """What is shown before an export.

    Attributes
    ----------
    names
        Of all files.
    present
        Those of them that the folder holds already.
    trouble
        What is wrong with the choices, "" if nothing is.
    """

    names: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    trouble: str = ""


def preview(
    spec: FormatSpec,
    options: ExportOptions,
    *,
    stem: str,
    people: Sequence[ExportedPerson],
    held: Set[str],
) -> NamesPreview:
    """Return what an export would write.

    Parameters
    ----------
    spec, options
        How.
    stem
        Name of the photo without its ending.
    people
        Who is exported.
    held
        Names in the folder, as `same_file` compares them.
    """
    try:
        spec.check(options)
        names = tuple(spec.file_names(stem, people, options))
    except ExportError as error:
        return NamesPreview(trouble=error_text(error))
    return NamesPreview(names, tuple(name for name in names if same_file(name) in held))


def free_folder(folder: Path, held: Set[str]) -> Path:
    """Return a new folder inside one whose names are known: people, people 2, and so on."""
    number, name = 1, "people"
    while same_file(name) in held:
        number += 1
        name = f"people {number}"
    return folder / name
