"""The whole program in a real window, on a display of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from portrait_studio.ui.palette import person_colour
from tests.tiny_network import paint_people

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "make_pictures.py"

pytestmark = pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")


def picture(display, out, *arguments):
    command = [sys.executable, "-W", "error", str(SCRIPT), "--out", str(out), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=display, capture_output=True, text=True)
    return done, np.asarray(Image.open(out).convert("RGB")) if out.exists() else None


def closeness(pixels, person):
    colour = person_colour(person)
    wanted = np.array([colour.red(), colour.green(), colour.blue()])
    return np.abs(pixels.astype(int) - wanted).max(axis=2)


def test_people_are_found_and_shown(display, tmp_path, tiny_card):
    photo = tmp_path / "three.png"
    Image.fromarray(paint_people(30, 56, 100, scale=6)).save(photo)
    arguments = ("--photo", str(photo), "--network", str(tiny_card))
    done, pixels = picture(display, tmp_path / "window.png", *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert pixels.shape[0] > 600
    # Outlines and the swatches of the list carry the pure colours.
    for person in (1, 2, 3):
        assert (closeness(pixels, person) < 8).sum() > 100


def test_the_bundled_network_finds_the_people_of_the_sample(display, tmp_path):
    done, pixels = picture(display, tmp_path / "window.png")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for person in (1, 2, 3, 4):
        assert (closeness(pixels, person) < 8).sum() > 100


def test_a_photo_that_cannot_be_opened_is_told(display, tmp_path, tiny_card):
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"")
    done, pixels = picture(
        display, tmp_path / "w.png", "--photo", str(bad), "--network", str(tiny_card)
    )
    assert done.returncode == 1, done.stderr
    assert "bad.jpg" in done.stderr
    assert pixels is None
