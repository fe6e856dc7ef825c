"""Where the networks and the resources lie, in an installed package and in a source checkout.

A wheel carries both folders inside the package; a checkout has them beside it. The package is
looked at first, so that an installed studio never picks up a stray folder of its surroundings.
"""

from importlib.resources import files
from pathlib import Path

from portrait_studio.errors import StudioError

_CHECKOUT = Path(__file__).resolve().parents[1]


def models_folder() -> Path:
    """Return the folder of the bundled networks and their cards.

    Raises
    ------
    StudioError
        If the installation has no such folder.
    """
    return _folder("models")


def resources_folder() -> Path:
    """Return the folder of icons, sample photos and translations.

    Raises
    ------
    StudioError
        If the installation has no such folder.
    """
    return _folder("resources")


def _folder(name: str) -> Path:
    inside = Path(str(files("portrait_studio"))) / name
    for candidate in (inside, _CHECKOUT / name):
        if candidate.is_dir():
            return candidate
    raise StudioError(
        'The folder "{name}" of Portrait Studio is missing; please reinstall it.', name=name
    )
