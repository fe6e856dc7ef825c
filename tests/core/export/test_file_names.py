from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portrait_studio.core.export.clean_name import same_file
from portrait_studio.core.export.file_names import Naming, earlier_names, file_names
from portrait_studio.core.export.result import ExportedPerson
from portrait_studio.core.export.template import TemplateError


def people(*names):
    return [ExportedPerson(i, 1, (0, 0, 1, 1), name) for i, name in enumerate(names, 1)]


def layers(template="{stem}.{person}.png", *, of=(None, None), stem="party"):
    naming = Naming(template, "png", each_person=True)
    return list(file_names([naming], stem=stem, people=people(*of)))


def test_numbers_take_the_place_of_missing_names():
    assert layers(of=("Ada", None, " . ")) == ["party.Ada.png", "party.2.png", "party.3.png"]


@pytest.mark.parametrize(
    ("template", "first"),
    [
        ("{stem}.{person}.png", "par.ty.Zoë.png"),
        ("{stem}.{person}", "par.ty.Zoë.png"),
        ("{person} ({id:03} of {count}) {stem}", "Zoë (001 of 2) par.ty.png"),
        ("{stem}_{id}.{ext}", "par.ty_1.png"),
        ("{stem}_{id}.PNG", "par.ty_1.PNG"),
        ("{{{id:2d}}}", "{ 1}.png"),
        ("{stem}{stem}{id}", "par.typar.ty1.png"),
        ("a:b{id}?", "a_b1_.png"),
        ("{id}. ", "1. .png"),
    ],
)
def test_templates(template, first):
    assert layers(template, of=("Zoë", None), stem="par.ty")[0] == first


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("{stem", "brace without its partner"),
        ("stem}", "brace without its partner"),
        ("{name}", r"the field \{name\}, which has no value here; use \{stem\}, \{person\}"),
        ("{}", r"the field \{\}, which has no value"),
        ("{0}", r"the field \{0\}"),
        ("{stem.__class__}", r"the field \{stem\.__class__\}"),
        ("{person!r}", r"a form of \{person\}"),
        ("{stem:>10}", r"a form of \{stem\}"),
        ("{id:>999}", r"a form of \{id\}"),
        ("{id:{count}}", r"a form of \{id\}"),
        ("a/{person}", "names a folder"),
        ("..\\{person}", "names a folder"),
        ("x" * 300 + "{id}", "more than 255 bytes"),
    ],
)
def test_wrong_templates_give_one_sentence(template, sentence):
    with pytest.raises(TemplateError, match=sentence) as caught:
        layers(template)
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")


def test_a_file_of_the_photo_knows_no_person():
    with pytest.raises(TemplateError, match=r"\{person\}, which has no value here; use \{stem\},"):
        file_names([Naming("{person}", "ora")], stem="party", people=people(None))


def test_equal_names_get_the_number_of_the_person():
    assert layers(of=("Ada", "ada", "A\u0308da", "Äda", "2")) == [
        "party.Ada.png",
        "party.ada-2.png",
        "party.A\u0308da.png",
        "party.Äda-4.png",
        "party.2.png",
    ]
    assert layers("{stem}", of=(None, None, None)) == ["party.png", "party-2.png", "party-3.png"]


def test_a_name_that_looks_like_a_numbered_one_is_kept_apart():
    made = layers(of=("a-3", "a-2", "a", "a"))
    assert len({same_file(name) for name in made}) == 4


def test_windows_devices_are_no_names():
    assert layers(stem="con") == ["_con.1.png", "_con.2.png"]


text = st.text(max_size=300)


@given(stem=text.filter(bool), names=st.lists(st.none() | text, max_size=6))
def test_any_names_give_different_files_that_can_be_written(stem, names):
    made = layers(of=names, stem=stem)
    assert len({same_file(name) for name in made}) == len(names)
    for name in made:
        assert len(name.encode()) <= 255
        assert not set(name) & set('<>:"/\\|?*\0\n')
        assert name.endswith(".png") and name == name.strip(" ")


def test_long_names_keep_what_tells_them_apart():
    first, second = layers(of=("x" * 300, "x" * 300 + "y"), stem="山" * 83)
    assert first != second and len(first.encode()) <= 255
    assert first.startswith("山" * 40)


@given(stem=st.text(max_size=60).filter(bool), count=st.integers(0, 12))
@example(stem="NUL", count=2)
@example(stem="\ue000\ue001\U0010fffc", count=2)
@pytest.mark.parametrize("template", ["{stem}.{person}", "{id:02} {stem} {count}", "{stem}"])
def test_what_was_written_before_is_found_again(template, stem, count):
    naming = Naming(template, "png", each_person=True)
    made = list(file_names([naming], stem=stem, people=people(*[None] * count)))
    others = ["other.1.png", "x", f"{stem}.notes.png"]
    found = earlier_names([naming], stem=stem, present=sorted([*made, *others]))
    assert set(made) <= set(found)
    assert "x" not in found
