import numpy as np
import pytest

from portrait_studio.core.edge_costs import (
    DEFAULT_EDGE_COST,
    EDGE_COSTS,
    PAPER_EDGE_COST,
    edge_weights,
)
from portrait_studio.core.region_graph import region_graph

STRIPES = np.repeat(np.arange(4, dtype=np.int32), 5)[None].repeat(6, axis=0)


def striped(colours=(90, 90, 90, 90), outlines=(), person=(1, 1, 1, 1)):
    """Four stripes of given greys and person probability; outlines left of the named stripes."""
    photo = np.array(colours, np.uint8)[STRIPES][..., None].repeat(3, axis=2)
    boundary = np.zeros(STRIPES.shape, np.float32)
    for stripe in outlines:
        boundary[:, 5 * stripe - 1 : 5 * stripe + 1] = 1
    return region_graph(
        STRIPES, photo, boundary=boundary, person=np.array(person, np.float32)[STRIPES]
    )


@pytest.mark.parametrize("cost", EDGE_COSTS)
def test_no_way_is_free_and_an_even_person_costs_the_same_everywhere(cost):
    weights = edge_weights(striped(), cost=cost)
    assert (weights > 0).all()
    assert weights == pytest.approx(weights[0])


@pytest.mark.parametrize("cost", ["chi2", "chi2_squared", "contour"])
def test_a_change_of_colour_is_dear(cost):
    plain, change, _ = edge_weights(striped(colours=(90, 90, 200, 200)), cost=cost)
    assert change > 10 * plain


@pytest.mark.parametrize("cost", ["boundary", "contour"])
def test_an_outline_is_dear_where_colour_says_nothing(cost):
    plain, outline, _ = edge_weights(striped(outlines=[2]), cost=cost)
    assert outline > 100 * plain


@pytest.mark.parametrize("cost", ["chi2", "chi2_squared"])
def test_the_papers_costs_look_at_colour_alone(cost):
    seen = edge_weights(striped(outlines=[2], person=(1, 0, 1, 1)), cost=cost)
    assert (seen == edge_weights(striped(), cost=cost)).all()


def test_by_default_the_way_through_background_is_dear():
    inside, out, back = edge_weights(striped(person=(1, 1, 0, 1)), cost=DEFAULT_EDGE_COST)
    assert out == back > 10 * inside


def test_the_paper_and_the_default_are_in_the_table():
    assert {DEFAULT_EDGE_COST, PAPER_EDGE_COST} <= set(EDGE_COSTS)


def test_an_unknown_cost_is_named_with_those_there_are():
    with pytest.raises(ValueError, match=r"'chi3'.*chi2, chi2_squared"):
        edge_weights(striped(), cost="chi3")
