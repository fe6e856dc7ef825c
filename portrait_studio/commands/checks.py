"""``portrait-studio checks``: what a bug report needs to say."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter

from portrait_studio import __version__
from portrait_studio.assets import models_folder, resources_folder
from portrait_studio.core.photo import Photo
from portrait_studio.errors import StudioError
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.closer import load_predictor
from portrait_studio.inference.providers import available

PACKAGES = (
    "numpy",
    "scipy",
    "opencv-python",
    "scikit-image",
    "networkx",
    "pillow",
    "psd-tools",
    "pi-heif",
    "rawpy",
    "onnxruntime",
    "onnxruntime-directml",
    "PySide6",
)
_UNUSABLE = 2


def checks() -> int:
    """Print versions, providers, networks and a self-test; 0 if all is well, else 2."""
    for line in _versions():
        print(line)
    good = True
    for check in (_networks, _self_test):
        for fine, line in check():
            good = good and fine
            print(line)
    print("All is well." if good else "Something is wrong, see the lines marked with !.")
    return 0 if good else _UNUSABLE


def _versions() -> Iterator[str]:
    yield f"Portrait Studio {__version__}"
    yield f"Python {platform.python_version()} on {platform.platform()} ({sys.executable})"
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            continue
    yield f"Providers: {', '.join(available())}"


def _networks() -> Iterator[tuple[bool, str]]:
    paths = sorted(models_folder().glob("*.toml"))
    if not paths:
        yield False, f"! No network in {models_folder()}"
    for path in paths:
        try:
            card = read_card(path)
            card.load()
        except StudioError as error:
            yield False, f"! Network {path.stem}: {error}"
        else:
            yield True, f"Network {path.stem}: {card.task}, sha256 {card.sha256} as on its card"


def _self_test() -> Iterator[tuple[bool, str]]:
    try:
        predictor = load_predictor()
        start = perf_counter()
        analysis = analyse(Photo.open(resources_folder() / "sample" / "group.jpg"), predictor)
        seconds = perf_counter() - start
    except StudioError as error:
        yield False, f"! Self-test: {error}"
        return
    people = len(analysis.people)
    session = predictor.session
    reason = f" ({session.fallback_reason})" if session.fallback_reason else ""
    mark = "" if people else "! "
    yield (
        people > 0,
        f"{mark}Self-test: {people} people in the sample, {seconds:.2f} s on"
        f" {session.provider}{reason}",
    )
