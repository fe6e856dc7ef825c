"""What is done to whole people, once, in the running program, by real mouse and keys."""

from tests.e2e.x_hands import LEFT, RIGHT, needed

pytestmark = needed


def ids(seen):
    return [who["id"] for who in seen["people"]]


def row(session, person, up=0.0):
    """Pixel of the screen on the row of a person, `up` rows above its middle."""
    x, y, height = next(who["row"] for who in session.seen["people"] if who["id"] == person)
    return x, round(y - up * height)


def choose_row(session, person, held=""):
    session.hands.click(*row(session, person), held=held)
    return session.wait("selected", until=lambda seen: person in seen["selected"])


def test_people_are_merged_and_split_by_a_stroke(session):
    hands = session.hands
    first, second = ids(session.seen)[:2]
    stroke = session.inside(second, 0.3), session.inside(second, 0.7)
    choose_row(session, first)
    seen = choose_row(session, second, held="Control_L")
    assert set(seen["selected"]) == {first, second}
    hands.key("Control_L+m")
    seen = session.edit_follows("MergePeople", 1)
    assert len(seen["people"]) == 2
    hands.key("s")
    session.wait("tool", until=lambda seen: seen["tool"] == "split")
    # Escape takes a stroke back; the next one splits, as one edit.
    hands.drag(*stroke, drop=False)
    hands.key("Escape")
    hands.button(LEFT, down=False)
    hands.drag(*stroke)
    seen = session.edit_follows("SplitPerson", 2)
    assert len(seen["people"]) == 3
    new = max(ids(seen))
    assert session.wait("chosen", until=lambda seen: seen["chosen"] == new)
    (left, top), (right, bottom) = session.inside(new, 0, 0), session.inside(new, 1, 1)
    assert all(left <= x <= right and top <= y <= bottom for x, y in stroke)
    hands.key("Delete")
    assert new not in ids(session.edit_follows("DeletePerson", 3))


def test_rows_are_dragged(session):
    hands = session.hands
    before = ids(session.seen)
    first, last = before[0], before[-1]
    x, y = row(session, last)
    hands.drag(row(session, first), (x, y), drop=False)
    session.wait("dragged")
    # The lower half of a row is the place below it.
    below = row(session, last, up=-0.4)
    hands.move(*below)
    session.wait("dragged", until=lambda seen: tuple(seen["mouse"]) == below)
    hands.button(LEFT, down=False)
    seen = session.edit_follows("Reorder", 1)
    assert ids(seen) == [*before[1:], first]
    hands.key("Control_L+z")
    assert ids(session.wait("changed", until=lambda seen: not seen["edits"])) == before


def test_a_row_is_named_hidden_locked_and_chosen(session):
    hands = session.hands
    person = ids(session.seen)[1]
    seen = choose_row(session, person)
    assert seen["chosen"] == person
    hands.key("F2")
    hands.write("anna")
    hands.key("Return")
    seen = session.edit_follows("SetName", 1)
    assert next(who for who in seen["people"] if who["id"] == person)["name"] == "anna"
    hands.key("v")
    seen = session.edit_follows("SetVisible", 2)
    assert not next(who for who in seen["people"] if who["id"] == person)["visible"]
    hands.key("l")
    session.edit_follows("SetLocked", 3)
    # Whatever is clicked, who is locked keeps the pixels.
    hands.move(*session.inside(person))
    hands.key("1")
    session.wait("chosen", until=lambda seen: seen["chosen"] == ids(seen)[0])
    hands.click(*session.inside(person))
    assert "locked" in session.wait("refused")["status"]
    assert len(session.seen["edits"]) == 3


def test_a_doubtful_place_is_given_by_a_number_key(session):
    hands = session.hands
    hands.move(*session.inside(3))
    hands.key("a")
    session.wait("tool")
    hands.drag(session.inside(3, 0.1, 0.1), session.inside(3, 0.6, 0.9))
    session.edit_follows("AddPerson", 1)
    session.wait("doubtful", until=lambda seen: seen["doubtful"])
    hands.key("n")
    session.wait("said", until=lambda seen: "Doubtful place 1 of" in seen["status"])
    hands.key("Shift_L+n")
    session.wait("said", until=lambda seen: "Doubtful place" in seen["status"])
    hands.key("1")
    session.edit_follows("AddSeeds", 2)


def test_a_click_outside_everybody_adds_an_arm_and_shift_takes_it_away(session):
    hands = session.hands
    hands.move(*session.inside(2))
    hands.key("1")
    person = session.wait("chosen")["chosen"]
    share = next(who for who in session.seen["people"] if who["id"] == person)["share"]
    place = session.inside(person, 0.5, -0.08)
    hands.click(*place)
    seen = session.edit_follows("AddSeeds", 1)
    assert next(who for who in seen["people"] if who["id"] == person)["share"] > share
    hands.click(*place, held="Shift_L")
    session.edit_follows("NotThisPerson", 2)
    hands.key("0")
    session.wait("chosen", until=lambda seen: seen["chosen"] is None)
    hands.key("bracketright")
    assert session.wait("size")["piece"] > 0
    hands.key("bracketleft")
    assert session.wait("size", until=lambda seen: seen["piece"] == 0)


def test_a_seed_is_moved(session):
    hands = session.hands
    hands.move(*session.inside(2))
    hands.key("2")
    session.wait("chosen")
    at = session.inside(1, 0.6)
    hands.click(*at)
    session.edit_follows("AddSeeds", 1)
    hands.key("k")
    session.wait("tool")
    hands.drag(at, session.inside(3, 0.6))
    session.edit_follows("MoveSeed", 2)
    hands.key("b")
    session.wait("tool")
    hands.drag(session.inside(3, 0.2), session.inside(3, 0.3), number=RIGHT)
    session.edit_follows("Erase", 3)
