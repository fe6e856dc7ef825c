"""Ways to say how doubtful a region is, to be measured side by side."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.doubt_judged import Regions
from portrait_studio.core.assignment import nearest_person
from portrait_studio.core.doubt import DOUBT_LEAD, doubt

_Floats = NDArray[np.float64]
Formulation = Callable[[Regions], _Floats]
"""Gives every region (R,) a value, high where it is doubtful."""

LEADS = (0.1, 0.2, 0.5, 1.0, 2.0)
CHOSEN = f"belief × lead, scale {DOUBT_LEAD:g}"


def formulations() -> Mapping[str, Formulation]:
    """Return all of them by name; the chosen one is `core.doubt.doubt` itself."""
    found: dict[str, Formulation] = {
        "lead alone, exp(−lead)": lambda of: doubt(of.distances, np.ones_like(of.beliefs)),
        "lead relative to both distances": _relative,
        "belief alone": lambda of: 1 - _belief(of),
        "belief without the detection's score × lead": lambda of: doubt(of.distances, of.looks),
        "margin to the next belief": lambda of: 1 - _belief(of) + _rival(of),
        "entropy of the beliefs": _entropy,
        "belief × person probability × lead": lambda of: (
            1 - of.person * (1 - doubt(of.distances, of.beliefs))
        ),
    }
    found |= {f"belief × lead, scale {scale:g}": _product(scale) for scale in LEADS}
    assert CHOSEN in found
    found[CHOSEN] = lambda of: doubt(of.distances, of.beliefs)
    return found


def _product(scale: float) -> Formulation:
    # of distances in other units the lead is another
    return lambda of: doubt(of.distances * (DOUBT_LEAD / scale), of.beliefs)


def _relative(of: Regions) -> _Floats:
    rows = np.full((2, of.distances.shape[1]), np.inf)
    first, second = np.sort(np.concatenate([of.distances, rows]), axis=0)[:2]
    near = np.where(np.isfinite(first), first, 1.0) + 1e-9
    with np.errstate(invalid="ignore"):
        found = np.where(np.isfinite(second), 2 * near / (near + second), 0.0)
    return np.where(np.isfinite(first), found, 1.0)


def _belief(of: Regions) -> _Floats:
    """(R,): in the owner."""
    return 1 - doubt(np.where(_owners(of), of.distances, np.inf), of.beliefs)


def _rival(of: Regions) -> _Floats:
    """(R,): the highest belief in somebody else."""
    return np.asarray(np.where(_owners(of), 0.0, of.beliefs).max(axis=0, initial=0.0))


def _owners(of: Regions) -> NDArray[np.bool_]:
    return np.asarray(np.arange(len(of.distances))[:, None] == nearest_person(of.distances))


def _entropy(of: Regions) -> _Floats:
    """(R,): of whose the region is, nobody being one of the answers."""
    nobody = (1 - of.beliefs.sum(axis=0)).clip(min=0)
    chances = np.concatenate([of.beliefs, nobody[None]]).clip(min=1e-12)
    chances /= chances.sum(axis=0)
    return np.asarray(-(chances * np.log(chances)).sum(axis=0))
