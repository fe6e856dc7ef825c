"""Every gesture on the photo once, in the running program on a display, by real mouse and keys."""

import pytest

from tests.e2e.x_hands import LEFT, MIDDLE, RIGHT, WHEEL_UP, needed

pytestmark = needed


def test_people_are_corrected_by_mouse_and_keys(session):
    hands = session.hands
    # Choose, look, give, take back, do again.
    hands.move(640, 6)  # beside the canvas: nothing is promised before the place is reached
    hands.key("2")
    assert session.wait("chosen")["chosen"] == 2
    hands.move(*session.inside(1, 0.6))
    promise = session.wait("what-if")["status"]
    assert "Person 2 +" in promise
    assert not session.seen["edits"]
    hands.click(*session.inside(1, 0.6))
    seen = session.edit_follows("AddSeeds", 1)
    assert promise in seen["status"]
    assert seen["lit"]
    hands.key("Control_L+z")
    session.wait("changed", until=lambda seen: not seen["edits"])
    hands.key("Control_L+Shift_L+z")
    session.edit_follows("AddSeeds", 1)

    # A drag is one edit; Escape takes one back before it is made.
    hands.drag(session.inside(3, 0.3), session.inside(3, 0.6), drop=False)
    hands.key("Escape")
    hands.button(LEFT, down=False)
    hands.drag(session.inside(3, 0.3), session.inside(3, 0.6))
    session.edit_follows("AddSeeds", 2)
    hands.key("Control_L+z")
    session.wait("changed", until=lambda seen: len(seen["edits"]) == 1)

    # Not this person; nobody chosen: not a person. Alt-click chooses.
    hands.click(*session.inside(2, 0.8), RIGHT)
    session.edit_follows("NotThisPerson", 2)
    hands.key("0")
    session.wait("chosen", until=lambda seen: seen["chosen"] is None)
    hands.click(*session.inside(3, 0.2), RIGHT)
    session.edit_follows("NotAPerson", 3)
    left = max(session.seen["people"], key=lambda who: who["share"])["id"]
    hands.hold("Alt_L", down=True)
    hands.click(*session.inside(left, 0.3))
    hands.hold("Alt_L", down=False)
    assert session.wait("chosen")["chosen"] == left


def test_tools_are_taken_by_keys_and_used(session):
    hands = session.hands
    hands.move(*session.inside(2))
    hands.key("3")
    session.wait("chosen")
    hands.key("b")
    assert session.wait("tool")["tool"] == "brush"
    brush = session.seen["brush"]
    hands.key("bracketright")
    assert session.wait("size")["brush"] > brush
    hands.drag(session.inside(2, 0.3), session.inside(2, 0.5))
    session.edit_follows("Paint", 1)
    hands.key("e")
    session.wait("tool", until=lambda seen: seen["tool"] == "eraser")
    hands.drag(session.inside(2, 0.7), session.inside(2, 0.8))
    session.edit_follows("Erase", 2)
    hands.key("g")
    session.wait("tool", until=lambda seen: seen["tool"] == "give")
    at = session.inside(1, 0.7)
    hands.click(*at)
    session.edit_follows("AddSeeds", 3)
    hands.key("k")
    session.wait("tool", until=lambda seen: seen["tool"] == "seeds")
    hands.click(*at, RIGHT)
    session.edit_follows("RemoveSeed", 4)
    hands.key("a")
    session.wait("tool", until=lambda seen: seen["tool"] == "add_person")
    hands.drag(session.inside(3, 0.1, 0.1), session.inside(3, 0.6, 0.9))
    session.edit_follows("AddPerson", 5)
    assert len(session.seen["people"]) == 4
    hands.key("n")
    assert "oubtful place" in session.wait("said")["status"]


def test_the_photo_is_zoomed_and_moved(session):
    hands = session.hands
    hands.move(*session.inside(2))
    fitted = session.seen["zoom"]
    hands.click(*session.inside(2), WHEEL_UP)
    assert session.wait("zoomed")["zoom"] > fitted
    hands.key("Control_L+1")
    assert session.wait("zoomed", until=lambda seen: seen["zoom"] == pytest.approx(1))
    for _ in range(4):
        hands.button(WHEEL_UP, down=True)
        hands.button(WHEEL_UP, down=False)
    session.wait("zoomed", until=lambda seen: seen["zoom"] > 2)
    left = session.seen["left"]
    middle = (400, 400)
    hands.drag(middle, (320, 400), number=MIDDLE)
    session.wait("moved", until=lambda seen: seen["left"] == left + 80)
    hands.hold("space", down=True)
    hands.drag(middle, (440, 400))
    hands.hold("space", down=False)
    session.wait("moved", until=lambda seen: seen["left"] == left + 40)
    assert not session.seen["edits"]
    hands.key("Control_L+0")
    session.wait("zoomed", until=lambda seen: seen["zoom"] == pytest.approx(fitted))
