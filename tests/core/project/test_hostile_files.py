"""Whatever a project file holds: one clear sentence, or the project that was saved."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portrait_studio.core.project import archive
from portrait_studio.core.project.npy import encode_array
from portrait_studio.core.project.read_project import read_project
from portrait_studio.core.project.write_project import write_project
from portrait_studio.errors import ProjectError
from tests.core.project.small_project import analysis, project, same


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def sound(folder):
    path = folder / "sound.portrait"
    write_project(project(folder), path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def entries(sound) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sound)) as file:
        return {name: file.read(name) for name in file.namelist()}


def refused(folder, content: bytes) -> str:
    """Write the content as a project, and return the sentence with which it is refused."""
    path = folder / "hostile.portrait"
    path.write_bytes(content)
    with pytest.raises(ProjectError) as error:
        read_project(path)
    sentence = str(error.value)
    assert sentence.startswith(f"{path}: ")
    assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 500
    return sentence


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return file.getvalue()


def sound_or_refused(folder, content: bytes) -> None:
    path = folder / "damaged.portrait"
    path.write_bytes(content)
    try:
        found = read_project(path).analysis
    except ProjectError:
        return
    for name in ("labels", "owner", "weights", "distances", "graph", "people", "predictions"):
        assert same(getattr(found, name), getattr(analysis(), name))


def test_cut_anywhere_it_is_refused(folder, sound):
    for length in [*range(0, len(sound), len(sound) // 150), len(sound) - 1]:
        refused(folder, sound[:length])


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
def test_a_changed_byte_never_changes_a_person(folder, sound, place, bits):
    damaged = bytearray(sound)
    damaged[int(place * len(sound))] ^= bits
    sound_or_refused(folder, bytes(damaged))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255), data=st.data())
def test_a_changed_description_is_refused_or_fits(folder, entries, place, bits, data):
    """The zip's checksums are right: only what is in it is damaged."""
    name = data.draw(st.sampled_from(sorted(entries)))
    content = bytearray(entries[name])
    content[int(place * len(content))] ^= bits
    path = folder / "changed.portrait"
    path.write_bytes(zipped(entries | {name: bytes(content)}))
    try:
        found = read_project(path).analysis
    except ProjectError:
        return
    assert found is not None
    assert found.labels.max() == found.graph.regions - 1
    assert found.owner.max() <= len(found.people)
    found.solver()


@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused(folder, content):
    refused(folder, content)


NAMES = ("../evil.npy", "/etc/passwd", "arrays/../../x.npy", "C:\\x.npy", "arrays\\x.npy",
         "photo/photo.PNG", "photo/../photo.png", "arrays/x.npy/", "extra.txt")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_elsewhere_are_refused(folder, entries, name):
    before = set(folder.parent.rglob("*"))
    assert "an entry has the name" in refused(folder, zipped(entries | {name: b"x"}))
    assert sorted(set(folder.parent.rglob("*")) - set(before)) in (
        [],
        [folder / "hostile.portrait"],
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_may_not_come_twice(folder, entries, sound):
    file = io.BytesIO(sound)
    with zipfile.ZipFile(file, "a") as target:
        target.writestr("project.json", entries["project.json"])
    assert "twice" in refused(folder, file.getvalue())


def test_other_ways_of_packing_are_refused(folder, entries):
    assert "unusual" in refused(folder, zipped(entries, zipfile.ZIP_LZMA))


def test_a_packed_photo_is_refused(folder, entries):
    assert "unusual" in refused(folder, zipped(entries | {"photo/photo.png": bytes(10**6)}))


def test_a_zip_bomb_is_refused_unread(folder, entries, monkeypatch):
    """Zeros that pack a thousandfold, more of them than the limit."""
    monkeypatch.setattr(archive, "LARGEST_ARRAYS", 1 << 20)
    content = zipped(entries | {"arrays/zeros.npy": bytes(2 << 20)})
    assert len(content) < 1 << 16
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    assert "larger than any project" in refused(folder, content)


def test_too_many_entries_are_refused(folder, entries):
    many = {f"arrays/{n}.npy": b"" for n in range(2000)}
    assert "too many" in refused(folder, zipped(entries | many))


def test_a_size_that_is_a_lie_is_refused(folder, entries):
    name = "arrays/analysis.labels.npy"
    content = bytearray(zipped(entries))
    size = len(entries[name]).to_bytes(4, "little")
    at = content.rindex(size, 0, content.rindex(name.encode()))  # in the central directory
    content[at : at + 4] = (len(entries[name]) + 5).to_bytes(4, "little")
    refused(folder, bytes(content))


def test_pickles_are_never_opened(folder, entries):
    file = io.BytesIO()
    np.save(file, np.array([{"a": 1}], object), allow_pickle=True)
    name = "arrays/analysis.labels.npy"
    refused(folder, zipped(entries | {name: file.getvalue()}))
    refused(folder, zipped(entries | {name: b"\x80\x04K\x01."}))


def test_a_shape_that_would_fill_the_memory_is_refused_unread(folder, entries):
    name = "arrays/analysis.labels.npy"
    header = b"{'descr': '<i4', 'fortran_order': False, 'shape': (9000000000, 9000000000), }"
    header = header.ljust(117) + b"\n"
    content = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + bytes(40)
    assert "does not have 40 bytes" in refused(folder, zipped(entries | {name: content}))


ARRAYS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "a wrong type": ("labels", lambda a: a.astype(np.int64)),
    "a wrong shape": ("labels", lambda a: a[:-1]),
    "one axis less": ("labels", lambda a: a.ravel()),
    "nothing": ("labels", lambda a: a[:0]),
    "a region that is none": ("labels", lambda a: a + 1),
    "a negative region": ("labels", lambda a: a - 1),
    "a person that is none": ("owner", lambda a: a + 3),
    "a negative owner": ("owner", lambda a: a - 1),
    "NaN": ("weights", lambda a: a * np.nan),
    "an infinite cost": ("weights", lambda a: a + np.inf),
    "a negative cost": ("weights", lambda a: -a),
    "NaN distances": ("distances", lambda a: a * np.nan),
    "negative offsets": ("offsets", lambda a: a - 1),
    "a person less": ("evidence", lambda a: a[:-1]),
    "an edge to nowhere": ("graph.edges", lambda a: a + 1000),
    "edges out of order": ("graph.edges", lambda a: a[::-1]),
    "edges turned around": ("graph.edges", lambda a: a[:, ::-1]),
    "other sizes": ("graph.size", lambda a: a + 1),
    "histograms of nobody": ("graph.histogram", lambda a: a[:-1]),
    "probabilities above one": ("predictions.person", lambda a: a + 1),
    "votes of another kind": ("predictions.votes", lambda a: a[:3]),
}


@pytest.mark.parametrize(("array", "change"), ARRAYS.values(), ids=ARRAYS)
def test_arrays_that_do_not_fit_are_refused(folder, entries, array, change):
    name = f"arrays/analysis.{array}.npy"
    values = change(np.load(io.BytesIO(entries[name])))
    refused(folder, zipped(entries | {name: encode_array(values)}))


def test_arrays_that_are_missing_or_too_many_are_refused(folder, entries):
    name = "arrays/analysis.mask.npy"
    less = {key: content for key, content in entries.items() if key != name}
    assert "is missing" in refused(folder, zipped(less))
    more = entries | {"arrays/extra.npy": entries[name]}
    assert "belongs to nothing" in refused(folder, zipped(more))


def without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda d: d.pop(key)


DESCRIPTIONS: dict[str, Callable[[dict[str, Any]], object]] = {
    "no format": without("format"),
    "no photo": without("photo"),
    "no edits": without("edits"),
    "no program": without("program"),
    "an unknown key": lambda d: d.update(more=1),
    "edits of text": lambda d: d.update(edits="all"),
    "an edit of text": lambda d: d.update(edits=["all"]),
    "nothing said of what was undone": without("undone"),
    "undone edits of text": lambda d: d.update(undone=["all"]),
    "undone edits before there were any": lambda d: d.update(version=1),
    "no version": lambda d: d.update(version=None),
    "version 0": lambda d: d.update(version=0),
    "a true version": lambda d: d.update(version=True),
    "an analysis that is a list": lambda d: d.update(analysis=[]),
    "a setting that is none": lambda d: d["analysis"]["settings"].update(cheese=1),
    "a setting out of range": lambda d: d["analysis"]["settings"].update(mask_threshold=7),
    "an unknown edge cost": lambda d: d["analysis"]["settings"].update(edge_cost="magic"),
    "a person too many": lambda d: d["analysis"]["people"].append(d["analysis"]["people"][0]),
    "an id twice": lambda d: d["analysis"]["people"][0].update(id=2),
    "a box outside": lambda d: d["analysis"]["people"][0].update(box=[0, 0, 99, 99]),
    "a box of three": lambda d: d["analysis"]["people"][0].update(box=[0, 0, 9]),
    "an area of text": lambda d: d["analysis"]["people"][0].update(area="large"),
    "another photo size": lambda d: d["photo"].update(shape=[10, 10]),
    "an enormous photo": lambda d: d["photo"].update(shape=[10**9, 10**9]),
    "a photo from nowhere": lambda d: d["photo"].update(embedded="photo/photo.png"),
    "a photo that is an array": lambda d: d["photo"].update(embedded="project.json"),
    "a sha256 that is none": lambda d: d["photo"].update(sha256="../../x"),
    "a path of a megabyte": lambda d: d["photo"].update(path="a" * 10**6),
    "a path with a zero byte": lambda d: d["photo"].update(path="a\0b"),
}  # fmt: skip


@pytest.mark.parametrize("change", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_descriptions_that_do_not_fit_are_refused(folder, entries, change):
    description = json.loads(entries["project.json"])
    change(description)
    refused(folder, zipped(entries | {"project.json": json.dumps(description).encode()}))


TEXTS = {
    "no JSON": b"{",
    "a list": b"[]",
    "not UTF-8": b"\xff\xfe{}",
    "nested a million times": b"[" * 10**6,
    "a number of a million digits": b'{"version": ' + b"9" * 10**6 + b"}",
    "not a number": b'{"format": "portrait-studio project", "version": NaN}',
    "a number too large": b'{"format": "portrait-studio project", "version": 1e999}',
    "a key twice": b'{"format": "portrait-studio project", "format": "x"}',
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_that_are_no_description_are_refused(folder, entries, text):
    refused(folder, zipped(entries | {"project.json": text}))


def test_a_newer_version_asks_for_an_update(folder, entries):
    description = json.loads(entries["project.json"]) | {"version": 3, "program": "9.1"}
    sentence = refused(folder, zipped(entries | {"project.json": json.dumps(description).encode()}))
    assert "saved by a newer Portrait Studio (9.1); update" in sentence


def test_an_embedded_photo_that_is_none_is_told(folder, entries):
    write_project(project(folder), folder / "whole.portrait", embed_photo=True)
    with zipfile.ZipFile(folder / "whole.portrait") as source:
        whole = {name: source.read(name) for name in source.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, content in (whole | {"photo/photo.png": b"no photo"}).items():
            target.writestr(name, content)
    assert "another one than it says" in refused(folder, file.getvalue())
