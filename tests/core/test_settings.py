from dataclasses import replace

import pytest

from portrait_studio.core.edge_costs import PAPER_EDGE_COST
from portrait_studio.core.settings import DEFAULT, PAPER, PRESETS


def test_presets_are_named():
    assert PRESETS == {"default": DEFAULT, "paper": PAPER}


def test_the_paper_knows_no_votes_and_its_own_edge_cost():
    assert PAPER.edge_cost == PAPER_EDGE_COST
    assert PAPER.vote_weight == 0


def test_the_paper_looks_once_and_ours_closer():
    assert DEFAULT.close_ups and not PAPER.close_ups


@pytest.mark.parametrize(
    "wrong",
    [
        {"edge_cost": "none"},
        {"regions": 0},
        {"mask_threshold": 0.0},
        {"reach": -1.0},
        {"seed_margin": -0.1},
        {"own_weight": -1.0},
        {"sure": 0.5},
        {"sure": 1.1},
    ],
)
def test_wrong_figures_are_refused(wrong):
    with pytest.raises(ValueError, match=r"edge cost|must be|negative|sure"):
        replace(DEFAULT, **wrong)
