from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.errors import ExportError
from tests.core.export.two_people import result


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_are_those_that_were_announced(tmp_path, name):
    made = result(names=("Ada", None))
    files = FORMATS[name].write(made, tmp_path)
    assert [file.name for file in files] == list(FORMATS[name].file_names("party", made.people))
    assert sorted(tmp_path.iterdir()) == sorted(files)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_overwritten_unasked(tmp_path, name):
    spec = FORMATS[name]
    files = spec.write(result(), tmp_path)
    before = [file.read_bytes() for file in files]
    if len(files) > 1:
        files[0].unlink()
    with pytest.raises(ExportError, match="--overwrite"):
        spec.write(result(), tmp_path)
    assert [file.exists() for file in files] == [len(files) == 1] + [True] * (len(files) - 1)
    spec.write(result(), tmp_path, overwrite=True)
    assert [file.read_bytes() for file in files] == before, "the same again, to the byte"


@pytest.mark.parametrize("name", ["layers", "masks", "labels"])
def test_a_failure_in_the_middle_leaves_nothing(tmp_path, monkeypatch, name):
    calls = []
    real = Path.write_bytes

    def fails_second(path, content):
        calls.append(path)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", fails_second)
    with pytest.raises(ExportError, match="No space left"):
        FORMATS[name].write(result(), tmp_path)
    assert len(calls) == 2
    assert list(tmp_path.iterdir()) == []


def test_overwriting_removes_the_layers_of_those_who_are_gone(tmp_path):
    spec = FORMATS["layers"]
    spec.write(result(), tmp_path)
    (tmp_path / "party.notes.png").write_bytes(b"mine")
    one = dataclasses.replace(result(), people=result().people[:1])
    spec.write(one, tmp_path, overwrite=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["party.1.png", "party.notes.png"]


@pytest.mark.parametrize("name", ["layers", "masks", "ora", "psd", "psb"])
def test_templates_name_the_files(tmp_path, name):
    spec = FORMATS[name]
    options = ExportOptions(template="{count} in {stem}")
    files = spec.write(result(), tmp_path, options=options)
    ending = f".{spec.ending}"
    names = [f"2 in party{ending}", f"2 in party-2{ending}"]
    assert [file.name for file in files] == names[: len(files)]


def test_a_wrong_template_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ExportError, match="no value here"):
        FORMATS["ora"].write(result(), tmp_path, options=ExportOptions(template="{person}"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("template", ["{stem}", "{stem}.{person}"])
def test_the_photo_itself_is_neither_replaced_nor_removed(tmp_path, template):
    own = tmp_path / "party.png"
    own.write_bytes(b"the photo")
    made = result()
    made = dataclasses.replace(made, photo=dataclasses.replace(made.photo, path=own))
    spec, options = FORMATS["layers"], ExportOptions(template=template)
    if template == "{stem}":
        for people in (made.people, ()):
            some = dataclasses.replace(made, people=people)
            with pytest.raises(ExportError, match="this is the photo itself"):
                spec.write(some, tmp_path, options=options, overwrite=True)
    else:
        spec.write(made, tmp_path, options=options, overwrite=True)
    assert own.read_bytes() == b"the photo"


@pytest.mark.parametrize(
    "name", ["", "  ", "\udcff", "\x00", "a/b\n", "{stem}", "<&>\"'", "山" * 400]
)
@pytest.mark.parametrize("format_", FORMATS)
def test_people_may_have_any_name(tmp_path, format_, name):
    spec = FORMATS[format_]
    options = ExportOptions(trimmed="trimmed" in spec.options)
    files = spec.write(result(names=(name, name)), tmp_path, options=options)
    assert sorted(tmp_path.iterdir()) == sorted(files)
