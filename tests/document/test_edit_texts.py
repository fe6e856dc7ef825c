import pytest

from portrait_studio.document.edit_texts import edit_text
from portrait_studio.ui.translations import install_language


@pytest.fixture
def german(qapp):
    install_language(qapp, "de")
    yield
    install_language(qapp, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Give to person 2", "Geben an Person 2"),
        ("Give to Not a person", "Geben an Not a person"),
        ("Not a person", "Keine Person"),
        ("Not person 3", "Nicht Person 3"),
        ("Hide {Ada}", "{Ada} ausblenden"),
        ("Something new", "Something new"),
    ],
)
def test_edits_are_called_in_the_language_of_the_window(german, text, expected):
    assert edit_text(text) == expected


def test_english_stays_as_it_is(qapp):
    assert edit_text("Give to person 2") == "Give to person 2"
