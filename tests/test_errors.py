import pickle
from pathlib import Path

import pytest

from portrait_studio.errors import PhotoError, Phrase, StudioError


def test_a_phrase_is_its_text_and_remembers_how_it_was_made():
    phrase = Phrase("{path}: {width:g} pixels.", path=Path("a{b}.jpg"), width=3.0)
    assert phrase == "a{b}.jpg: 3 pixels."
    assert phrase.pattern == "{path}: {width:g} pixels."
    assert phrase.values == {"path": Path("a{b}.jpg"), "width": 3.0}


def test_a_pattern_without_values_is_taken_as_it_is():
    assert Phrase("Write {stem}, a brace {{.") == "Write {stem}, a brace {{."


def test_a_phrase_of_a_phrase_is_the_same():
    phrase = Phrase("person {number}", number=2)
    assert Phrase(phrase) is phrase


def test_an_error_shows_its_sentence_and_keeps_what_is_inside():
    inner = PhotoError("the file holds {bits}-bit values.", bits=32)
    error = StudioError("{path}: {error}", path="a.tif", error=inner.phrase)
    assert str(error) == "a.tif: the file holds 32-bit values."
    kept = error.phrase.values["error"]
    assert isinstance(kept, Phrase)
    assert kept.pattern == "the file holds {bits}-bit values."


@pytest.mark.parametrize("made", [Phrase("{one}; {more}", one="a", more=Phrase("b"))])
def test_phrases_and_errors_survive_the_way_between_processes(made):
    back = pickle.loads(pickle.dumps(made))
    assert (back, back.pattern, back.values) == (made, made.pattern, made.values)
    error = pickle.loads(pickle.dumps(PhotoError(made)))
    assert str(error) == made
    assert error.phrase.pattern == made.pattern
