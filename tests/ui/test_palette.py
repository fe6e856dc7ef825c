from itertools import combinations

import numpy as np

from portrait_studio.ui.palette import COLOURS, person_colour

# Viénot, Brettel and Mollon (1999): what is left of linear RGB without one kind of cone.
PROTAN = np.array([[0.1124, 0.8876, 0.0], [0.1124, 0.8876, 0.0], [0.004, -0.004, 1.0]])
DEUTAN = np.array([[0.2928, 0.7072, 0.0], [0.2928, 0.7072, 0.0], [-0.0223, 0.0223, 1.0]])


def linear(colour):
    return np.array([colour.redF(), colour.greenF(), colour.blueF()]) ** 2.2


def test_any_two_of_the_first_eight_differ_for_every_eye():
    colours = [linear(person_colour(person)) for person in range(1, len(COLOURS) + 1)]
    for sight in (np.eye(3), PROTAN, DEUTAN):
        seen = [np.clip(sight @ colour, 0, 1) ** (1 / 2.2) for colour in colours]
        nearest = min(np.linalg.norm(a - b) for a, b in combinations(seen, 2))
        assert nearest > 0.1


def test_people_beyond_the_eighth_get_colours_of_their_own():
    names = [person_colour(person).name() for person in range(1, 33)]
    assert len(set(names)) == 32
