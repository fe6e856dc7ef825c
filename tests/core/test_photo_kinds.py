from __future__ import annotations

import pytest
from PIL import Image

from portrait_studio.core.photo_kinds import Kind, kind_of


def boxed(*brands):
    length = (16 + 4 * (len(brands) - 1)).to_bytes(4, "big")
    return length + b"ftyp" + brands[0] + bytes(4) + b"".join(brands[1:]) + bytes(40)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (boxed(b"heic", b"mif1", b"heic"), "a.jpg", Kind.HEIC),
        (boxed(b"mif1", b"heix"), "a.heic", Kind.HEIC),
        (boxed(b"avif", b"mif1", b"miaf"), "a.avif", Kind.AVIF),
        (boxed(b"mif1", b"avif"), "a.avif", Kind.AVIF),
        (boxed(b"isom", b"mp42"), "a.mp4", Kind.VIDEO),
        (boxed(b"qt  "), "a.mov", Kind.VIDEO),
        (boxed(b"crx ", b"isom"), "a.cr3", Kind.RAW),
        (b"II*\0\x10\0\0\0CR\2\0", "a", Kind.RAW),
        (b"FUJIFILMCCD-RAW 0201", "a", Kind.RAW),
        (b"IIU\0\x08\0\0\0", "a.rw2", Kind.RAW),
        (b"IIRO\x08\0\0\0", "a.orf", Kind.RAW),
        (b"MM\0*\0\0\0\x08\0\0", "a.NEF", Kind.RAW),
        (b"MM\0*\0\0\0\x08\0\0", "a.tif", Kind.OTHER),
        (b"II*\0\xff\xff\xff\xff", "a.tif", Kind.OTHER),
        (b"\xff\xd8\xff\xe0", "a.nef", Kind.OTHER),
        (b"", "a.dng", Kind.OTHER),
    ],
)
def test_kinds(tmp_path, content, name, kind):
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) is kind


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tiff", "a.bmp"])
def test_what_pillow_reads_is_left_to_it(tmp_path, name):
    Image.new("RGB", (8, 8)).save(tmp_path / name)
    assert kind_of(tmp_path / name) is Kind.OTHER
