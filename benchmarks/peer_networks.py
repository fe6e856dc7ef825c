"""The forward passes of the peers, beside ours."""

from pathlib import Path

from portrait_studio.inference.cards import read_card
from portrait_studio.inference.portrait import PortraitPredictor

CARDS = Path(__file__).parent / "peers"


def load_peers(folder: Path, *, threads: int | None) -> dict[str, PortraitPredictor]:
    """Return the peers whose network files are in a folder, by name.

    Raises
    ------
    NetworkError
        If one that is there cannot be loaded.
    """
    cards = [read_card(path, folder=folder) for path in sorted(CARDS.glob("*.toml"))]
    return {
        card.name: PortraitPredictor(card, provider="cpu", threads=threads)
        for card in cards
        if card.file.is_file()
    }
