"""The card of a network that a test has made: what all of them have in common."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from onnx import ModelProto, save

LONG_SIDE = 128
"""Of the photos that the tiny networks see."""

_CARD = """
task = "{task}"
name = "{name}"
file = "{file}"
sha256 = "{digest}"
licence = "Apache-2.0"

[input]
name = "image"
mean = [0.5, 0.5, 0.5]
std = [0.5, 0.5, 0.5]
fit = "long_side"
long_side = {long_side}
multiple = 32
{more}
"""


def write_with_card(
    folder: Path,
    network: ModelProto,
    *,
    task: str,
    name: str,
    outputs: Mapping[str, str],
    more: str = "",
) -> Path:
    """Write a network and its card into a folder; returns the card's path.

    Parameters
    ----------
    folder
    network
    task
    name
        The files are called so, too.
    outputs
        Name and kind of each.
    more
        Further lines of the card's input.
    """
    file = folder / f"{name.lower().replace(' ', '-')}.onnx"
    save(network, file)
    digest = sha256(file.read_bytes()).hexdigest()
    text = _CARD.format(
        task=task, name=name, file=file.name, digest=digest, long_side=LONG_SIDE, more=more
    )
    text += "".join(
        f'\n[[outputs]]\nname = "{output}"\nkind = "{kind}"\n' for output, kind in outputs.items()
    )
    card = file.with_suffix(".toml")
    card.write_text(text, encoding="utf-8")
    return card
