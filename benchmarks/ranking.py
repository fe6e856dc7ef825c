"""How well a value ranks what is wrong before what is right, each case with a weight."""

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]


def average_precision(value: _Floats, wrong: NDArray[np.bool_], weight: _Floats) -> float:
    """Return the mean precision over all shares of what is wrong, the highest values first.

    Parameters
    ----------
    value, wrong, weight : (n,)
        Cases of equal value come together.
    """
    found, passed = _curve(value, wrong, weight)
    precision = found[1:] / (found[1:] + passed[1:])
    return float((np.diff(found) * precision).sum() / found[-1])


def area_under_curve(value: _Floats, wrong: NDArray[np.bool_], weight: _Floats) -> float:
    """Return how likely something wrong has a higher value than something right (ROC, AUC).

    Parameters
    ----------
    value, wrong, weight : (n,)
        Equal values count half.
    """
    found, passed = _curve(value, wrong, weight)
    return float(np.trapezoid(found, passed) / (found[-1] * passed[-1]))


def _curve(value: _Floats, wrong: NDArray[np.bool_], weight: _Floats) -> tuple[_Floats, _Floats]:
    """Weight of wrong and of right cases down to every value that occurs, highest first, from 0."""
    some = weight > 0
    value, wrong, weight = value[some], wrong[some], weight[some]
    order = np.argsort(-value, kind="stable")
    last = np.append(np.flatnonzero(np.diff(value[order])), len(order) - 1)
    found = np.cumsum((weight * wrong)[order])[last]
    passed = np.cumsum((weight * ~wrong)[order])[last]
    return np.append(0.0, found), np.append(0.0, passed)
