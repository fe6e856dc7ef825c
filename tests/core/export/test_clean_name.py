from __future__ import annotations

from pathlib import PureWindowsPath

import pytest

from portrait_studio.core.export.clean_name import (
    clean_name,
    clean_part,
    same_file,
    shortened,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zoë & Øyvind – 山.1.png", "Zoë & Øyvind – 山.1.png"),
        ("two..dots.png", "two..dots.png"),
        (".hidden.png", ".hidden.png"),
        ('a<b>c:d"e/f\\g|h?i*j.png', "a_b_c_d_e_f_g_h_i_j.png"),
        ("tab\tnew\nline\x7f\x00.png", "tab_new_line__.png"),
        ("  spaces and dots . .", "spaces and dots"),
        ("undecodable \udcff.png", "undecodable _.png"),
        ("CON.1.png", "_CON.1.png"),
        ("com¹.png", "_com¹.png"),
        ("nul", "_nul"),
        ("aux .png", "_aux .png"),
        ("console.png", "console.png"),
        ("👩‍👧.png", "👩‍👧.png"),
        ("...", "_"),
        ("", "_"),
    ],
)
def test_names(text, name):
    assert clean_name(text) == name


@pytest.mark.parametrize("device", ["CON", "prn", "AUX", "NUL", "COM1", "lpt9", "CONIN$"])
@pytest.mark.filterwarnings("ignore:.*is_reserved:DeprecationWarning")
def test_names_of_devices_are_those_that_python_knows(device):
    assert PureWindowsPath(device).is_reserved()
    assert not PureWindowsPath(clean_name(f"{device}.png")).is_reserved()


def test_every_character_of_a_byte_can_be_written(tmp_path):
    for code in range(256):
        (tmp_path / clean_name(f"a{chr(code)}b")).write_bytes(b"")


def test_a_part_keeps_its_dots():
    assert clean_part("a. ") == "a. "


def test_what_is_short_stays():
    assert shortened("山" * 10, longest=30) == "山" * 10


def test_long_names_are_cut_between_characters_and_stay_two():
    one, two = (shortened("山" * 20 + end, longest=30) for end in "ab")
    assert one != two
    for text in (one, two):
        assert len(text.encode()) <= 30
        assert text.startswith("山" * 8 + "~")


def test_case_and_accents_do_not_make_two_files():
    assert same_file("ZOË.png") == same_file("zoe\u0308.png")
    assert same_file("a.png") != same_file("b.png")
