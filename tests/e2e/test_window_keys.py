"""Opening, pasting, overlays, the list of edits, exporting: once, by real mouse and keys."""

from pathlib import Path

from PIL import Image

from tests.e2e.x_hands import needed
from tests.tiny_network import paint_people

pytestmark = needed


def ask(session, keys):
    """Press keys that bring up a dialog, and give it the keyboard."""
    session.hands.key(keys)
    session.wait("dialog", until=lambda seen: seen["dialog"])
    session.hands.focus(session.seen["dialog"])


def choose_first(session):
    person = session.seen["people"][0]
    session.hands.click(*person["row"][:2])
    session.wait("selected", until=lambda seen: seen["selected"])
    return person


def test_photos_are_opened_by_dialog_and_again_from_the_recent_ones(session, tmp_path):
    Image.fromarray(paint_people(64, scale=6)).save(tmp_path / "b.png")
    ask(session, "Control_L+o")
    for key in ("b", "period", "p", "n", "g", "Return"):
        session.hands.key(key)
    seen = session.wait("people")
    assert "b.png" in seen["title"]
    assert len(seen["people"]) == 1

    session.hands.focus(session.seen["window"])
    for keys in ("Alt_L+f", "r"):
        session.hands.key(keys)
        session.wait("menu")
    session.hands.key("2")
    seen = session.wait("people")
    assert "three.png" in seen["title"]
    assert len(seen["people"]) == 3


def test_who_was_copied_is_pasted_as_a_photo(session):
    choose_first(session)
    session.hands.key("Control_L+c")
    assert "clipboard" in session.wait("copied")["status"]
    session.hands.key("Control_L+v")
    assert "three.png" not in session.wait("people")["title"]


def test_overlays_and_backdrops_are_switched(session):
    shown = session.seen["overlays"]
    for key, overlay in (("d", "doubt"), ("m", "boundary"), ("r", "superpixels"), ("x", "boxes")):
        session.hands.key(key)
        shown = [*shown, overlay]
        session.wait(
            "overlays", until=lambda seen, wanted=set(shown): set(seen["overlays"]) == wanted
        )
    for key, backdrop in (("F6", "black"), ("F9", "checker"), ("F5", "overlay")):
        session.hands.key(key)
        session.wait("overlays", until=lambda seen, wanted=backdrop: seen["backdrop"] == wanted)


def test_the_list_of_edits_goes_back(session):
    hands = session.hands
    choose_first(session)
    hands.key("Control_L+h")
    for count, key in enumerate(("v", "l"), 1):
        hands.key(key)
        session.wait("changed", until=lambda seen, wanted=count: len(seen["edits"]) == wanted)
    assert len(session.seen["history"]) == 3
    hands.click(*session.seen["history"][0])
    session.wait("changed", until=lambda seen: not seen["edits"])


def test_who_is_selected_is_exported(session, tmp_path):
    choose_first(session)
    ask(session, "Control_L+Shift_L+e")
    session.hands.key("Return")
    session.wait("exported")
    assert len(list(Path(tmp_path).glob("three.*.png"))) == 1


def test_help_is_a_key_away(session):
    ask(session, "F1")
    session.hands.key("Escape")
