import numpy as np
import pytest
from PySide6.QtGui import QColor

from portrait_studio.core.editing.state import NOBODY
from portrait_studio.ui.canvas.people_numbers import UNASSIGNED, people_colours, people_numbers


@pytest.mark.parametrize(("person", "kind"), [(7, np.uint8), (254, np.uint8), (255, np.uint16)])
def test_numbers_tell_people_the_unassigned_and_the_rest(person, kind):
    numbers = people_numbers(np.array([[0, NOBODY, person]], np.int32), largest=person)
    assert numbers.dtype == kind
    assert numbers.tolist() == [[0, UNASSIGNED, person + 1]]


def test_only_people_to_be_shown_have_colours():
    fill, along = people_colours(
        {2: QColor("#ff0000")}, largest=3, fill=0.5, outline=1.0, chosen=None
    )
    assert fill[3] == 0x80800000
    assert along[3] == 0xFFFF0000
    assert fill[[0, 2, 4]].tolist() == [0, 0, 0]
    assert fill[UNASSIGNED] > 0


def test_the_chosen_person_is_stronger():
    colours = {1: QColor("white"), 2: QColor("white")}
    fill, _ = people_colours(colours, largest=2, fill=0.4, outline=1.0, chosen=2)
    assert fill[3] > fill[2]
