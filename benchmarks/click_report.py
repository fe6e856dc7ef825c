"""Click studies as a table."""

from collections.abc import Mapping

import numpy as np

Curves = list[list[float]]
"""For each person the IoU after 0, 1, 2 … clicks."""

LEVELS = (0.85, 0.90)
MOST_CLICKS = 20
_AFTER = (0, 1, 3, 6)


def clicks_to(curve: list[float], level: float) -> int | None:
    """Return the clicks after which an IoU is reached; None where it never is."""
    return next((clicks for clicks, value in enumerate(curve) if value >= level), None)


def table(curves: Mapping[str, Curves]) -> str:
    """Return mean clicks and the share never reached at each level, and the IoU on the way.

    Who never reaches a level counts with the most clicks that are allowed.
    """
    heads = ["", *(f"clicks to {level:.2f} | never" for level in LEVELS)]
    heads += [f"IoU after {clicks}" for clicks in _AFTER]
    lines = ["| " + " | ".join(heads) + " |", "|---" + "|---:" * (2 * len(LEVELS) + 4) + "|"]
    for name, people in curves.items():
        cells = [name]
        for level in LEVELS:
            needed = [clicks_to(curve, level) for curve in people]
            mean = np.mean([MOST_CLICKS if n is None else n for n in needed])
            never = np.mean([n is None for n in needed])
            cells += [f"{mean:.1f}", f"{100 * never:.0f} %"]
        ends = [np.mean([curve[min(n, len(curve) - 1)] for curve in people]) for n in _AFTER]
        cells += [f"{value:.3f}".removeprefix("0") for value in ends]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
