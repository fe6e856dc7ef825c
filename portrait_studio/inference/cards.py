"""Cards: everything a network needs to be run, in one TOML file beside it.

Nothing in the program knows a network by its name: how a photo becomes its input and what its
outputs mean stands in the card, which is read, checked field by field and never guessed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from portrait_studio.assets import models_folder
from portrait_studio.errors import NetworkError, Phrase
from portrait_studio.inference.card_checks import (
    check_box,
    check_farther,
    check_mirror,
    check_outputs,
)
from portrait_studio.inference.card_table import CardTable

TASKS = ("portrait", "close_up", "person_mask", "detection", "raw")
KINDS = (
    "person_probability",
    "boundary_probability",
    "centre_score",
    "box_votes",
    "yolox_grid",
    "person_boxes",
    "own_probability",
    "others_probability",
    "mask_quality",
    "raw",
)
BOX_KINDS = ("yolox_grid", "person_boxes", "centre_score")
"""Of these the first that a network has gives its detections."""
ACTIVATIONS = ("none", "sigmoid", "softmax")
FITS = ("long_side", "stretch", "letterbox")


@dataclass(frozen=True)
class Fit:
    """How a photo of any size becomes an input of the network.

    Attributes
    ----------
    kind
        ``"long_side"``: scaled to a long side, both sides then stretched to the next multiple;
        ``"stretch"``: to `size`, whatever the aspect; ``"letterbox"``: scaled into `size`, aspect
        kept, at the top left, the rest filled with `pad`.
    size
        (rows, columns) of the input for the last two, (0, 0) for ``"long_side"``.
    long_side, multiple
        In pixels, for ``"long_side"``.
    pad
        Value 0..255 of the filling of ``"letterbox"``.
    """

    kind: str
    size: tuple[int, int] = (0, 0)
    long_side: int = 0
    multiple: int = 1
    pad: int = 114


@dataclass(frozen=True)
class InputSpec:
    """The input of a network: its name, layout and normalisation.

    `white` is the value of white before mean and std (the card's ``range``); `mean` and `std` are
    in the order of the network's own channels. With `box_channel` one more channel follows them
    that is 1 inside the box of whom the network is asked about, and -1 outside. With a
    `click_radius` above 0 two more follow: `click_value` on discs of that radius, in pixels of
    the input, around a user's clicks on this person, then on what is not; 0 elsewhere. With
    `mask_channel` one more shows the mask that the user saw: 1 inside, -1 outside, and 0
    everywhere where there is none. With `others_channel` a last one shows the boxes of the other
    people: 1 in the middle of each, 1/2 at its rim, 0 outside all.
    """

    name: str
    layout: str
    channels: str
    white: float
    mean: tuple[float, ...]
    std: tuple[float, ...]
    fit: Fit
    box_channel: bool = False
    click_radius: float = 0.0
    click_value: float = 1.0
    mask_channel: bool = False
    others_channel: bool = False


@dataclass(frozen=True)
class OutputSpec:
    """An output of a network: its name and what its values mean.

    Attributes
    ----------
    name
        Name in the network file.
    kind
        One of `KINDS`.
    activation
        One of `ACTIVATIONS`, applied to the values as they come.
    channel
        Index of the channel (or class) that is the person.
    align_corners
        True if the corner values of the map belong to the corner pixels of the input (as in
        DeepLab's 65 x 65 for 513 x 513), not to equal cells.
    strides
        Of the grids of ``"yolox_grid"``, in pixels.
    threshold
        Smallest score of a detection.
    nms_iou
        Of two boxes with a larger IoU only the better one stays.
    """

    name: str
    kind: str
    activation: str = "none"
    channel: int = 0
    align_corners: bool = False
    strides: tuple[int, ...] = ()
    threshold: float = 0.3
    nms_iou: float = 0.65


@dataclass(frozen=True)
class Farther:
    """A detector's look at a smaller picture of the photo, for large people alone.

    Attributes
    ----------
    long_side
        Of the input, in pixels.
    least
        Smallest longer side of a box that counts, as a fraction of the photo's side.
    """

    long_side: int
    least: float


@dataclass(frozen=True)
class Card:
    """A network as its card describes it; `file` is the network file, `path` the card.

    The photo's mirror image is seen at `mirror_long_side` pixels; at 0, as the photo itself.
    """

    task: str
    name: str
    file: Path
    sha256: str
    licence: str
    input: InputSpec
    outputs: tuple[OutputSpec, ...]
    path: Path
    farther: tuple[Farther, ...] = ()
    mirror_long_side: int = 0
    training: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)

    def output(self, kind: str) -> OutputSpec | None:
        """Return the first output of a kind, None if there is none."""
        return next((output for output in self.outputs if output.kind == kind), None)

    @property
    def boxes(self) -> OutputSpec | None:
        """The output that gives the detections, None if there is none."""
        return next((spec for kind in BOX_KINDS if (spec := self.output(kind))), None)

    def load(self) -> bytes:
        """Return the network file's bytes, verified.

        Raises
        ------
        NetworkError
            If the file cannot be read or differs from the card's sha256.
        """
        try:
            content = self.file.read_bytes()
        except OSError as error:
            raise NetworkError(
                'The network file {file} of "{name}" cannot be read'
                " ({reason}); please reinstall it.",
                file=self.file,
                name=self.name,
                reason=error.strerror,
            ) from error
        if sha256(content).hexdigest() != self.sha256:
            raise NetworkError(
                'The network file {file} of "{name}" is damaged'
                " (its sha256 differs from the card's); please reinstall it.",
                file=self.file,
                name=self.name,
            )
        return content


def read_card(path: Path, *, folder: Path | None = None) -> Card:
    """Read and check a card.

    Parameters
    ----------
    path
        The TOML file.
    folder
        Where the network file lies; by default beside the card.

    Raises
    ------
    NetworkError
        If the card cannot be read or a field is wrong; names the card, the key and what is
        allowed.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NetworkError(
            "The card {path} cannot be read ({reason}).", path=path, reason=error.strerror
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NetworkError(
            "The card {path} is not valid TOML ({error}).", path=path, error=error
        ) from error
    top = CardTable(values, card=path)
    card = Card(
        task=top.choice("task", TASKS),
        name=top.text("name"),
        file=(folder or path.parent) / top.text("file"),
        sha256=_digest(top),
        licence=top.text("licence"),
        input=_input(top.table("input")),
        outputs=tuple(_output(table) for table in top.tables("outputs")),
        path=path,
        farther=tuple(_farther(table) for table in top.tables("farther", required=False)),
        mirror_long_side=top.integer("mirror_long_side", minimum=0, default=0),
        training=top.free_table("training"),
        figures=top.free_table("figures"),
    )
    top.finish()
    check_outputs(card)
    check_box(card)
    check_farther(card)
    check_mirror(card)
    return card


def bundled_cards() -> tuple[Card, ...]:
    """Return the cards of all networks that came with the program, by file name."""
    return tuple(read_card(path) for path in sorted(models_folder().glob("*.toml")))


def find_card(name_or_path: str | Path, *, folder: Path | None = None) -> Card:
    """Return the bundled card of a name, or the card at a path.

    Raises
    ------
    NetworkError
        If there is neither, or the card is wrong; names the bundled ones.
    """
    path = Path(name_or_path)
    if path.suffix == ".toml":
        return read_card(path, folder=folder)
    cards = bundled_cards()
    for card in cards:
        if str(name_or_path) in (card.name, card.path.stem):
            return card
    known = ", ".join(card.path.stem for card in cards) or "none"
    raise NetworkError(
        'There is no network "{name_or_path}"; bundled: {known}; or give the path of a card'
        " (a .toml file).",
        name_or_path=name_or_path,
        known=known,
    )


def is_bundled(card: Card) -> bool:
    """Whether a card came with the program."""
    return card.path.parent == models_folder()


def first_card(task: str) -> Card | None:
    """Return the bundled card of a task, the first by file name; None if there is none."""
    return next((card for card in bundled_cards() if card.task == task), None)


def default_card() -> Card:
    """Return the first bundled card of the task "portrait".

    Raises
    ------
    NetworkError
        If no such network is bundled.
    """
    card = first_card("portrait")
    if card is not None:
        return card
    raise NetworkError(
        "No portrait network is bundled; please reinstall Portrait Studio"
        " or name a card with --network."
    )


def _digest(table: CardTable) -> str:
    digest = table.text("sha256").lower()
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise table.wrong("sha256", Phrase("64 hexadecimal digits"))
    return digest


def _input(table: CardTable) -> InputSpec:
    spec = InputSpec(
        name=table.text("name"),
        layout=table.choice("layout", ("NCHW", "NHWC"), default="NCHW"),
        channels=table.choice("channels", ("RGB", "BGR"), default="RGB"),
        white=table.number("range", low=1.0, high=255.0, default=1.0),
        mean=table.numbers("mean", count=3, default=(0.0, 0.0, 0.0)),
        std=table.numbers("std", count=3, nonzero=True, default=(1.0, 1.0, 1.0)),
        fit=_fit(table),
        box_channel=table.flag("box_channel", default=False),
        click_radius=table.number("click_radius", low=0.0, high=100.0, default=0.0),
        click_value=table.number("click_value", low=-100.0, high=100.0, default=1.0),
        mask_channel=table.flag("mask_channel", default=False),
        others_channel=table.flag("others_channel", default=False),
    )
    table.finish()
    return spec


def _fit(table: CardTable) -> Fit:
    kind = table.choice("fit", FITS)
    if kind == "long_side":
        return Fit(
            kind=kind,
            long_side=table.integer("long_side", minimum=16),
            multiple=table.integer("multiple", minimum=1, default=1),
        )
    rows, columns = table.integers("size", count=2)
    if kind == "stretch":
        return Fit(kind=kind, size=(rows, columns))
    pad = int(table.number("pad", low=0, high=255, default=114))
    return Fit(kind=kind, size=(rows, columns), pad=pad)


def _output(table: CardTable) -> OutputSpec:
    kind = table.choice("kind", KINDS)
    spec = OutputSpec(
        name=table.text("name"),
        kind=kind,
        activation=table.choice("activation", ACTIVATIONS, default="none"),
        channel=table.integer("channel", minimum=0, default=0),
        align_corners=table.flag("align_corners", default=False),
        strides=table.integers("strides") if kind == "yolox_grid" else (),
        threshold=table.number("threshold", low=0.0, high=1.0, default=0.3),
        nms_iou=table.number("nms_iou", low=0.0, high=1.0, default=0.65),
    )
    table.finish()
    return spec


def _farther(table: CardTable) -> Farther:
    look = Farther(
        long_side=table.integer("long_side", minimum=16),
        least=table.number("least", low=0.0, high=1.0),
    )
    table.finish()
    return look
