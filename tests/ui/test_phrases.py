import string
from pathlib import Path

import pytest

from portrait_studio.core.photo import Photo
from portrait_studio.errors import PhotoError, Phrase
from portrait_studio.ui.phrases import CONTEXT, error_text, said
from portrait_studio.ui.translations import install_language
from scripts import translate
from scripts.phrases import sentences

PACKAGE = Path(__file__).resolve().parents[2] / "portrait_studio"
ALL = sentences(PACKAGE)
TS = translate.FOLDER / "portrait_studio_de.ts"


@pytest.fixture
def german(qapp):
    install_language(qapp, "de")
    yield
    install_language(qapp, "en")


def _fields(pattern):
    return {field for _, field, _, _ in string.Formatter().parse(pattern) if field is not None}


def test_there_are_sentences():
    assert len({sentence.pattern for sentence in ALL}) > 100


@pytest.mark.parametrize("sentence", ALL, ids=lambda sentence: sentence.place)
def test_every_sentence_is_literal_and_is_given_the_values_it_asks_for(sentence):
    assert sentence.pattern is not None
    if sentence.fields:
        assert _fields(sentence.pattern) == sentence.fields


def test_every_sentence_has_a_german_translation_with_the_same_fields():
    done = translate.translations(TS)
    for sentence in ALL:
        assert sentence.pattern is not None
        german = done[CONTEXT, sentence.pattern]
        assert german
        if sentence.fields != frozenset():
            assert _fields(german) == _fields(sentence.pattern)


def test_an_error_of_the_reader_is_told_in_german(german, tmp_path):
    (tmp_path / "leer.jpg").touch()
    with pytest.raises(PhotoError) as caught:
        Photo.open(tmp_path / "leer.jpg")
    assert error_text(caught.value) == (
        f"{tmp_path / 'leer.jpg'}: Die Datei ist leer; bitte neu von der Quelle kopieren."
    )
    assert str(caught.value).endswith(": the file is empty; copy it anew from its source.")


def test_what_stands_inside_a_sentence_is_translated_too(german):
    who = Phrase("person {number}", number=2)
    text = said(Phrase("The layer of {who} is locked; unlock it first.", who=who))
    assert text == "Die Ebene von Person 2 ist gesperrt; bitte zuerst entsperren."
    text = said(Phrase("The layer of {who} is locked; unlock it first.", who="a table"))
    assert "a table" in text  # what a user wrote stays as it is


def test_a_text_that_is_no_phrase_stays_as_it_is(german):
    assert said("Choose at least two people to merge.") == "Choose at least two people to merge."
