from __future__ import annotations

from pathlib import Path

import pytest

from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.run import ExportRun
from portrait_studio.errors import ExportError


def run(folder, name="layers", *, overwrite=False, **options):
    return ExportRun(FORMATS[name], folder, options=ExportOptions(**options), overwrite=overwrite)


@pytest.mark.parametrize("other", ["two/a.jpg", "one/a.png", "one/A.jpg"])
def test_photos_that_would_overwrite_each_other_are_named(tmp_path, other):
    with pytest.raises(ExportError, match="same name") as caught:
        run(tmp_path).check_free([Path("one/a.jpg"), Path(other)])
    assert str(Path("one/a.jpg")) in str(caught.value)
    assert str(Path(other)) in str(caught.value)


def test_names_that_are_one_only_after_cleaning_are_named(tmp_path):
    with pytest.raises(ExportError, match="same name"):
        run(tmp_path).check_free([Path("a?b.jpg"), Path("a:b.jpg")])


def test_one_file_for_all_photos_has_no_names_to_confuse(tmp_path):
    run(tmp_path, "coco").check_free([Path("one/a.jpg"), Path("two/a.jpg")])


def test_other_names_are_fine(tmp_path):
    run(tmp_path).check_free([Path("one/a.jpg"), Path("one/b.jpg"), Path("one/a.1.jpg")])


def test_a_template_without_stem_is_for_one_photo_only(tmp_path):
    one = run(tmp_path, template="{person}")
    one.check_free([Path("a.jpg")])
    with pytest.raises(ExportError, match=r"“\{person\}”.* put \{stem\} into it"):
        one.check_free([Path("a.jpg"), Path("b.jpg")])


@pytest.mark.parametrize(
    ("name", "file", "options"),
    [
        ("layers", "a.2.png", {}),
        ("layers", "a.2-2.png", {}),
        ("layers", "007 of 9 – a.png", {"template": "{id:03} of {count} – {stem}"}),
        ("layers", "a.layers.json", {"trimmed": True}),
        ("labels", "a.boundary.png", {}),
        ("coco", "people.coco.json", {}),
    ],
)
def test_files_of_an_earlier_run_are_named(tmp_path, name, file, options):
    (tmp_path / file).write_bytes(b"")
    with pytest.raises(ExportError, match=r"exists already.*--overwrite") as caught:
        run(tmp_path, name, **options).check_free([Path("b.jpg"), Path("a.jpg")])
    assert file in str(caught.value)
    run(tmp_path, name, overwrite=True, **options).check_free([Path("b.jpg"), Path("a.jpg")])


@pytest.mark.parametrize(
    "file", ["a.notes.png", "b.1.png", "_a.1.png", "a.1.jpg", "a.1.png.bak", "a.layers.json"]
)
def test_other_files_do_not_matter(tmp_path, file):
    (tmp_path / file).write_bytes(b"")
    run(tmp_path).check_free([Path("a.jpg")])


def test_options_are_checked_at_once(tmp_path):
    with pytest.raises(ExportError, match="coco has no choice of trimmed"):
        run(tmp_path, "coco", trimmed=True)


def test_without_a_photo_there_is_no_file_of_all(tmp_path):
    assert run(tmp_path, "coco").finish() == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("overwrite", [False, True])
def test_no_photo_is_written_to(tmp_path, overwrite):
    photos = [tmp_path / "a.jpg", tmp_path / "a.1.png"]
    for photo in photos:
        photo.write_bytes(b"")
    with pytest.raises(ExportError, match=r"a\.1\.png: this is one of the photos"):
        run(tmp_path, overwrite=overwrite).check_free(photos)
