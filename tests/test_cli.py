"""The command line from its arguments to its files, with a network of a few nodes."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from portrait_studio.api import predictor
from portrait_studio.arguments import FORMATS
from portrait_studio.cli import main
from portrait_studio.core.photo import Photo
from portrait_studio.inference.closer import load_predictor
from tests.odd_photos import BAD, GOOD, PEOPLE
from tests.tiny_network import paint_people

PROGRAM = [sys.executable, "-m", "portrait_studio"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "in" / "three.png"
    path.parent.mkdir()
    Image.fromarray(paint_people(*PEOPLE, scale=3)).save(path)
    return path


@pytest.fixture
def run(tmp_path, tiny_card, capfd):
    """Run ``segment``; returns the status and the lines of stderr."""

    def segment(*arguments, network=tiny_card):
        argv = ["segment", *map(str, arguments), "--out", str(tmp_path / "out")]
        status = main([*argv, "--network", str(network), "--provider", "cpu"])
        errors = capfd.readouterr().err
        assert "Traceback" not in errors
        return status, errors.splitlines()

    return segment


def written(tmp_path):
    out = tmp_path / "out"
    return sorted(path.name for path in out.iterdir()) if out.is_dir() else []


def test_layers_hold_one_person_each(run, photo, tmp_path):
    assert run(photo) == (0, [])
    assert written(tmp_path) == ["three.1.png", "three.2.png", "three.3.png"]
    layers = [np.asarray(Image.open(tmp_path / "out" / f"three.{n}.png")) for n in (1, 2, 3)]
    assert {layer.shape for layer in layers} == {(288, 384, 4)}
    middles = {(144, 3 * column) for column in PEOPLE}
    owners = [{(row, col) for row, col in middles if layer[row, col, 3] > 200} for layer in layers]
    assert all(len(owner) == 1 for owner in owners)
    assert set.union(*owners) == middles
    together = np.sum([layer[..., 3].astype(int) for layer in layers], axis=0)
    assert together.max() <= 258


def test_labels_and_their_description(run, photo, tmp_path):
    assert run(photo, "--format", "labels") == (0, [])
    names = ["three.boundary.png", "three.json", "three.labels.png", "three.person.png"]
    assert written(tmp_path) == names
    labels = np.asarray(Image.open(tmp_path / "out" / "three.labels.png"))
    assert labels.shape == (288, 384)
    assert set(np.unique(labels)) == {0, 1, 2, 3}
    described = json.loads((tmp_path / "out" / "three.json").read_text())
    assert [person["id"] for person in described["people"]] == [1, 2, 3]
    for person in described["people"]:
        rows, cols = np.nonzero(labels == person["id"])
        row0, col0, row1, col1 = person["box"]
        assert row0 - 12 <= rows.min() <= rows.max() <= row1 + 12
        assert col0 - 12 <= cols.min() <= cols.max() <= col1 + 12
    assert all(seconds >= 0 for seconds in described["seconds"].values())
    assert "network" in described["seconds"]


def test_one_coco_file_for_all_photos(run, photo, tmp_path):
    second = photo.with_name("two.png")
    Image.fromarray(paint_people(30, 100)).save(second)
    status, _ = run(photo, second, "--format", "coco")
    assert status == 0
    (name,) = written(tmp_path)
    content = json.loads((tmp_path / "out" / name).read_text())
    assert [image["file_name"] for image in content["images"]] == ["three.png", "two.png"]
    assert len(content["annotations"]) == 5


def test_every_format_is_written(run, photo, tmp_path):
    for name in FORMATS:
        assert run(photo, "--format", name) == (0, [])
    names = set(written(tmp_path))
    assert {"three.1.png", "three.2.mask.png", "three.labels.png"} <= names
    assert {"people.coco.json", "three.ora", "three.psd", "three.psb"} <= names


def test_names_sizes_and_bits_can_be_chosen(run, photo, tmp_path):
    template = "{id:02} of {count}, {stem}"
    chosen = ["--trimmed", "--bits", "16", "--no-decontaminate"]
    assert run(photo, "--template", template, *chosen) == (0, [])
    assert written(tmp_path)[:2] == ["01 of 3, three.png", "02 of 3, three.png"]
    places = json.loads((tmp_path / "out" / "three.layers.json").read_text())["layers"]
    for place in places:
        layer = cv2.imread(str(tmp_path / "out" / place["file"]), cv2.IMREAD_UNCHANGED)
        assert layer is not None and layer.dtype == np.uint16
        assert layer.shape == (place["height"], place["width"], 4)
        assert place["height"] < 288 and place["width"] < 384
    status, lines = run(photo, "--template", template)
    assert status == 2 and "--overwrite" in lines[0]


def test_a_photo_on_its_side_leaves_upright_and_says_so(run, photo, tmp_path):
    sideways = np.rot90(np.asarray(Image.open(photo)), 1)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it a quarter to the right to see it upright
    turned = photo.with_name("turned.png")
    Image.fromarray(sideways).save(turned, exif=exif)
    assert run(photo, turned) == (0, [])
    for person in (1, 2, 3):
        with Image.open(tmp_path / "out" / f"turned.{person}.png") as layer:
            assert layer.getexif().get(0x0112, 1) == 1
            upright = tmp_path / "out" / f"three.{person}.png"
            assert np.array_equal(np.asarray(layer), np.asarray(Image.open(upright)))


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--template", "{nobody}"], "{nobody}"),
        (["--template", "a/{person}"], "folder"),
        (["--format", "coco", "--trimmed"], "trimmed"),
        (["--format", "labels", "--bits", "16"], "bits"),
        (["--format", "ora", "--template", "{person}"], "{person}"),
    ],
)
def test_what_cannot_be_met_is_refused_in_one_line(run, photo, tmp_path, arguments, word):
    status, lines = run(photo, *arguments)
    assert status == 2
    assert len(lines) == 1 and word in lines[0]
    assert written(tmp_path) == []


def test_the_paper_s_preset_finds_the_same_people_here(run, photo, tmp_path):
    assert run(photo, "--preset", "paper") == (0, [])
    assert len(written(tmp_path)) == 3


@pytest.mark.parametrize("name", GOOD)
def test_photos_of_every_kind_work(run, tmp_path, name):
    GOOD[name](tmp_path / name)
    assert run(tmp_path / name, "--format", "labels") == (0, [])
    stem = name.rpartition(".")[0]
    labels = cv2.imread(str(tmp_path / "out" / f"{stem}.labels.png"), cv2.IMREAD_UNCHANGED)
    assert labels is not None
    assert labels.shape == Photo.open(tmp_path / name).shape


@pytest.mark.parametrize("name", BAD)
def test_a_bad_photo_gives_one_line_and_stops_nobody(run, photo, tmp_path, name):
    bad = photo.with_name(name)
    BAD[name](bad)
    status, lines = run(bad, photo)
    assert status == 2
    assert len(lines) == 1
    assert name in lines[0]
    assert len(lines[0]) > len(str(bad)) + 20
    assert written(tmp_path) == ["three.1.png", "three.2.png", "three.3.png"]


@pytest.mark.parametrize("format_", ["layers", "labels", "coco"])
def test_nothing_is_replaced_unasked(run, photo, tmp_path, format_, monkeypatch):
    assert run(photo, "--format", format_)[0] == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    with monkeypatch.context() as patch:
        # Refused before any slow work.
        patch.setattr("portrait_studio.commands.segment.predictor", None)
        status, lines = run(photo, "--format", format_)
    assert status == 2
    assert len(lines) == 1
    assert "--overwrite" in lines[0]
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert run(photo, "--format", format_, "--overwrite") == (0, [])


def test_overwriting_leaves_no_layer_of_someone_who_is_gone(run, photo, tmp_path):
    run(photo)
    (tmp_path / "out" / "three.notes.png").write_bytes(b"mine")
    Image.fromarray(paint_people(64, scale=3)).save(photo)
    assert run(photo, "--overwrite") == (0, [])
    assert written(tmp_path) == ["three.1.png", "three.notes.png"]


def test_two_photos_of_one_name_are_refused(run, photo, tmp_path):
    other = tmp_path / "other" / "three.jpg"
    other.parent.mkdir()
    Image.open(photo).convert("RGB").save(other)
    status, lines = run(photo, other)
    assert status == 2
    assert len(lines) == 1
    assert str(other) in lines[0]
    assert written(tmp_path) == []


def test_a_corrupt_network_is_named(run, photo, tmp_path, tiny_card):
    card = tmp_path / "network" / "tiny.toml"
    shutil.copytree(tiny_card.parent, card.parent)
    network = card.with_name("tiny.onnx")
    network.write_bytes(network.read_bytes()[:-40])
    status, lines = run(photo, network=card)
    assert status == 2
    assert len(lines) == 1
    assert "tiny.onnx" in lines[0]
    assert written(tmp_path) == []


def test_an_unknown_network_is_named(run, photo):
    status, lines = run(photo, network="no-such-network")
    assert status == 2
    assert len(lines) == 1
    assert "no-such-network" in lines[0]


def test_a_file_in_the_place_of_the_folder_is_named(run, photo, tmp_path):
    (tmp_path / "out").write_text("in the way")
    status, lines = run(photo)
    assert status == 2
    assert len(lines) == 1
    assert str(tmp_path / "out") in lines[0]


def test_a_full_disk_gives_a_line_and_no_partial_file(run, photo, tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    status, lines = run(photo)
    assert status == 2
    assert len(lines) == 1
    assert "No space left" in lines[0]
    assert written(tmp_path) == []


def test_interrupting_ends_with_130_and_no_partial_file(run, photo, tmp_path, monkeypatch):
    def interrupted(source, target):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupted)
    status, lines = run(photo)
    assert status == 130
    assert len(lines) == 1
    assert written(tmp_path) == []


def test_a_fault_of_the_program_is_one_line(run, photo, monkeypatch):
    def fault(*_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("portrait_studio.commands.segment.result_of", fault)
    status, lines = run(photo)
    assert status == 1
    assert len(lines) == 1
    assert "ZeroDivisionError" in lines[0]


def test_the_network_is_loaded_once_for_many_photos(run, photo, monkeypatch):
    loads = []

    def load(*arguments, **options):
        loads.append(arguments)
        return load_predictor(*arguments, **options)

    monkeypatch.setattr("portrait_studio.api.load_predictor", load)
    predictor.cache_clear()
    shutil.copy(photo, photo.with_name("other.png"))
    status, _ = run(photo.parent)
    assert status == 0
    assert len(loads) == 1


def chunks(terminal):
    """What was written to the other end of a terminal that is closed by now."""
    with contextlib.suppress(OSError):  # Linux reports the end as an error
        while chunk := os.read(terminal, 4096):
            yield chunk


def test_no_progress_bar_goes_into_a_file(run, photo):
    shutil.copy(photo, photo.with_name("other.png"))
    assert run(photo.parent) == (0, [])


def test_many_photos_show_progress_on_a_terminal(photo, tmp_path, tiny_card):
    termios = pytest.importorskip("termios", reason="Windows has no pseudo-terminals")
    shutil.copy(photo, photo.with_name("other.png"))
    try:
        here, there = os.openpty()
    except OSError as error:
        pytest.skip(f"this machine gives no pseudo-terminal: {error}")
    termios.tcsetwinsize(there, (24, 80))
    command = [*PROGRAM, "segment", str(photo.parent), "--out", str(tmp_path / "out")]
    command += ["--network", str(tiny_card), "--provider", "cpu"]
    done = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=there)
    os.close(there)
    assert done.returncode == 0
    assert b"2/2" in b"".join(chunks(here))
    os.close(here)


@pytest.mark.parametrize("arguments", [["--help"], ["segment", "--help"], ["--version"]])
def test_help_ends_well(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert "portrait-studio" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["segment"], ["segment", "a.jpg"], ["nonsense"]])
def test_wrong_arguments_end_with_2(arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_as_a_program_of_its_own(photo, tmp_path, tiny_card):
    bad = photo.with_name("bad.jpg")
    bad.write_bytes(b"")
    command = [*PROGRAM, "segment", str(photo), str(bad), "--out", "out"]
    command += ["--network", str(tiny_card), "--provider", "cpu"]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "bad.jpg" in done.stderr
    assert "3 people" in done.stdout
    assert written(tmp_path) == ["three.1.png", "three.2.png", "three.3.png"]


def test_nobody_who_reads_on_is_no_fault_of_the_program(photo, tiny_card, tmp_path):
    command = [sys.executable, "-m", "portrait_studio", "segment", str(photo), "--network",
               str(tiny_card), "--provider", "cpu", "--out", str(tmp_path / "out")]  # fmt: skip
    here, there = os.pipe()
    os.close(here)
    done = subprocess.run(command, stdout=there, stderr=subprocess.PIPE, check=False)
    os.close(there)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_no_window_is_tried(capfd, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["window"]) == 2
    assert "no display" in capfd.readouterr().err


def test_a_polite_request_to_end_leaves_nothing_half_written(
    run, photo, tmp_path, monkeypatch, capfd
):
    write, asked = Path.write_bytes, []

    def ended_while_writing(path, content):
        written = write(path, content)
        asked.append(path)
        signal.raise_signal(signal.SIGTERM)
        return written

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(Path, "write_bytes", ended_while_writing)
    status, errors = run(photo)
    assert status == 130
    assert len(asked) == 1 and "Interrupted" in errors[0]
    assert written(tmp_path) == []
    assert signal.getsignal(signal.SIGTERM) == before
