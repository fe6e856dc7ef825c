from __future__ import annotations

import io
import itertools
import os
import struct
import zipfile
import zlib

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_decode import rgb_array, upright
from portrait_studio.errors import PhotoError


def gradient(height=40, width=60, dtype=np.uint8):
    rows, cols = np.mgrid[0:height, 0:width]
    top = np.iinfo(dtype).max
    planes = [rows / height, cols / width, (rows + cols) / (height + width)]
    return (np.stack(planes, axis=-1) * top).astype(dtype)


def bgr(values):
    return cv2.cvtColor(values, cv2.COLOR_RGB2BGR if values.shape[2] == 3 else cv2.COLOR_RGBA2BGRA)


def exif_with_orientation(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A camera"
    return exif


# What each orientation means, written with NumPy alone: stored -> upright.
UPRIGHT = {
    1: lambda a: a,
    2: np.fliplr,
    3: lambda a: np.rot90(a, 2),
    4: np.flipud,
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(a, 2).swapaxes(0, 1),
    8: lambda a: np.rot90(a, 1),
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    "kind", ["png", "webp", "avif", "tiff", "jpg", "png16", "tiff16", "tiff16lzw"]
)
def test_every_orientation_of_every_format(tmp_path, kind, orientation):
    stored = gradient(24, 40, np.uint16 if "16" in kind else np.uint8)
    path = tmp_path / f"photo.{kind[:4].rstrip('1')}"
    exif = exif_with_orientation(orientation)
    if kind == "png16":
        encoded = cv2.imencode(".png", bgr(stored))[1].tobytes()
        path.write_bytes(with_png_chunk(encoded, b"eXIf", exif.tobytes()[6:]))
    elif kind == "tiff16":
        tifffile.imwrite(
            path, stored, photometric="rgb", extratags=[(274, "H", 1, orientation, True)]
        )
    elif kind == "tiff16lzw":
        lzw = cv2.imencode(".tiff", bgr(stored), [cv2.IMWRITE_TIFF_COMPRESSION, 5])[1].tobytes()
        path.write_bytes(with_tiff_orientation(lzw, orientation))
    else:
        sampling = "4:4:4" if kind == "avif" else 0
        Image.fromarray(stored).save(
            path, exif=exif, quality=100, lossless=True, subsampling=sampling
        )
    photo = Photo.open(path)
    expected = UPRIGHT[orientation](stored)
    assert photo.pixels.dtype == stored.dtype
    assert photo.shape == expected.shape[:2]
    difference = np.abs(photo.pixels.astype(int) - expected.astype(int)).max()
    assert difference <= (6 if kind in ("jpg", "avif") else 0)
    assert photo.pixels.flags.c_contiguous
    if photo.exif is not None:
        kept = Image.Exif()
        kept.load(photo.exif)
        assert kept.get(0x0112, 1) == 1


def with_png_chunk(png, kind, data):
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return png[:33] + chunk + png[33:]


def with_tiff_orientation(data, orientation):
    """The same file with the orientation tag added: its list of tags is moved to the end."""
    assert data[:2] == b"II"
    start = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, start)[0]
    entries = [data[start + 2 + 12 * i : start + 14 + 12 * i] for i in range(count)]
    entries = [entry for entry in entries if struct.unpack_from("<H", entry)[0] != 274]
    entries.append(struct.pack("<HHIHH", 274, 3, 1, orientation, 0))
    entries.sort(key=lambda entry: struct.unpack_from("<H", entry)[0])
    moved = data[:4] + struct.pack("<I", len(data)) + data[8:]
    return moved + struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4)


def test_unknown_orientations_mean_upright():
    values = gradient()
    assert upright(values, 0) is values
    assert upright(values, 9) is values


def test_metadata_and_profile_are_kept(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("jpg", "png", "webp", "avif", "tiff"):
        path = tmp_path / f"photo.{kind}"
        Image.fromarray(gradient()).save(path, exif=exif_with_orientation(6), icc_profile=profile)
        photo = Photo.open(path)
        assert photo.icc == profile, kind
        assert photo.exif is not None, kind
        kept = Image.Exif()
        kept.load(photo.exif)
        assert kept[0x010F] == "A camera", kind
        assert kept.get(0x0112, 1) == 1, kind
        assert 273 not in kept, "the layout of a TIFF file is none of the photo's metadata"


def test_a_thumbnail_is_not_kept(tmp_path):
    path = tmp_path / "photo.jpg"
    Image.fromarray(gradient()).save(path, exif=exif_with_thumbnail(b"the whole photo"))
    assert b"the whole photo" in path.read_bytes()
    kept = Photo.open(path).exif
    assert kept is not None and b"the whole photo" not in kept


def exif_with_thumbnail(thumbnail):
    """Two lists of tags: the orientation (upright), then where the thumbnail is."""
    first = struct.pack("<HHHIHHI", 1, 0x0112, 3, 1, 1, 0, 26)
    second = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, 56, 0x0202, 4, 1, len(thumbnail), 0)
    return b"Exif\0\0II*\0\x08\0\0\0" + first + second + thumbnail


@pytest.mark.parametrize(
    ("mode", "has_alpha"),
    [("L", False), ("1", False), ("P", False), ("LA", True), ("RGBA", True)],
)
def test_modes_of_eight_bits(tmp_path, mode, has_alpha):
    rgba = np.dstack([gradient(), np.full((40, 60), 128, np.uint8)])
    image = Image.fromarray(rgba if has_alpha else rgba[:, :, :3])
    image = image.convert(mode)
    path = tmp_path / "photo.png"
    image.save(path)
    photo = Photo.open(path)
    assert photo.pixels.dtype == np.uint8 and photo.shape == (40, 60)
    assert np.array_equal(photo.pixels, np.asarray(image.convert("RGB")))
    assert (photo.alpha is not None) == has_alpha
    if photo.alpha is not None:
        assert np.all(photo.alpha == 128)


def test_a_palette_with_one_transparent_colour(tmp_path):
    indices = np.zeros((4, 6), np.uint8)
    indices[:, 3:] = 1
    image = Image.fromarray(indices).convert("P")
    image.putpalette([10, 20, 30, 200, 100, 50])
    image.save(tmp_path / "photo.png", transparency=1)
    photo = Photo.open(tmp_path / "photo.png")
    assert photo.alpha is not None
    assert np.array_equal(photo.alpha, np.where(indices == 1, 0, 255))
    assert tuple(photo.pixels[0, 0]) == (10, 20, 30)


@pytest.mark.parametrize("kind", ["jpg", "tiff"])
def test_cmyk_becomes_srgb(tmp_path, kind):
    image = Image.fromarray(gradient()).convert("CMYK")
    path = tmp_path / f"photo.{kind}"
    image.save(path, quality=100)
    photo = Photo.open(path)
    assert photo.icc is None
    assert np.abs(photo.pixels.astype(int) - gradient()).max() <= 12


def test_a_profile_for_another_colour_space_is_not_kept(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    Image.fromarray(gradient()[:, :, 0]).save(tmp_path / "photo.png", icc_profile=lab)
    assert Photo.open(tmp_path / "photo.png").icc is None


@pytest.mark.parametrize(
    ("kind", "channels"),
    [*itertools.product(["png", "tiff"], ["grey", "rgb", "rgba"]), ("png", "grey+alpha")],
)
def test_sixteen_bits_survive(tmp_path, kind, channels):
    rgb = gradient(dtype=np.uint16)
    alpha = 65535 - rgb[:, :, 0]
    stored = {
        "grey": rgb[:, :, 0],
        "rgb": rgb,
        "rgba": np.dstack([rgb, alpha]),
        "grey+alpha": np.dstack([rgb[:, :, 0], alpha]),
    }[channels]
    path = tmp_path / f"photo.{kind}"
    if kind == "png":
        path.write_bytes(png16(stored))
    else:
        photometric = "rgb" if "rgb" in channels else "minisblack"
        extra = ["unassalpha"] if "a" in channels.removeprefix("grey") else []
        tifffile.imwrite(path, stored, photometric=photometric, extrasamples=extra)
    photo = Photo.open(path)
    grey = "grey" in channels
    assert np.array_equal(photo.pixels, np.dstack([rgb[:, :, 0]] * 3) if grey else rgb)
    if "a" in channels.removeprefix("grey"):
        assert photo.alpha is not None and np.array_equal(photo.alpha, alpha)
    else:
        assert photo.alpha is None


def png16(values):
    """A 16-bit PNG written from the format's definition: no library here writes grey + alpha."""
    channels = 1 if values.ndim == 2 else values.shape[2]
    height, width = values.shape[:2]
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    rows = values.astype(">u2").reshape(height, -1).view(np.uint8)
    data = zlib.compress(np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes())
    png = b"\x89PNG\r\n\x1a\n"
    header = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0)
    for name, content in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b"")):
        crc = zlib.crc32(name + content)
        png += struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)
    return png


def test_sixteen_bit_separate_planes_and_compression(tmp_path):
    rgb = gradient(dtype=np.uint16)
    path = tmp_path / "photo.tiff"
    tifffile.imwrite(
        path, rgb.transpose(2, 0, 1), photometric="rgb", planarconfig="separate", compression="zlib"
    )
    assert np.array_equal(Photo.open(path).pixels, rgb)


def test_sixteen_bit_white_is_zero(tmp_path):
    grey = gradient(dtype=np.uint16)[:, :, 1]
    tifffile.imwrite(tmp_path / "photo.tiff", grey, photometric="miniswhite")
    assert np.array_equal(Photo.open(tmp_path / "photo.tiff").pixels[:, :, 0], 65535 - grey)


def test_premultiplied_sixteen_bits_are_divided_by_their_alpha(tmp_path):
    stored = np.full((4, 4, 4), 10000, np.uint16)
    stored[:, :, 3] = 20000
    path = tmp_path / "photo.tiff"
    tifffile.imwrite(path, stored, photometric="rgb", extrasamples=["assocalpha"])
    assert np.all(np.abs(Photo.open(path).pixels.astype(int) - 32768) <= 1)


def test_values_of_32_bits_are_refused(tmp_path):
    tifffile.imwrite(tmp_path / "photo.tiff", np.zeros((4, 4), np.float32))
    with pytest.raises(PhotoError, match=r"photo\.tiff: .*32-bit values; save it"):
        Photo.open(tmp_path / "photo.tiff")


def test_a_mislabelled_photo_opens(tmp_path):
    Image.fromarray(gradient()).save(tmp_path / "photo.png", "JPEG", quality=95)
    assert Photo.open(tmp_path / "photo.png").shape == (40, 60)


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (20000, 1)])
def test_thin_photos_open(tmp_path, shape):
    Image.fromarray(gradient(*shape)).save(tmp_path / "photo.png")
    assert Photo.open(tmp_path / "photo.png").shape == shape


def test_strips_join_without_a_seam():
    values = np.random.default_rng(0).integers(0, 256, (300, 7, 3), np.uint8)
    assert np.array_equal(rgb_array(Image.fromarray(values)), values)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "avif", "tiff", "bmp", "png16", "tiff16"])
@pytest.mark.parametrize("kept", [0.4, 0.97])
def test_truncated_files_are_refused(tmp_path, kind, kept):
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    whole = io.BytesIO()
    if kind == "png16":
        whole.write(png16(noise.astype(np.uint16) * 257))
    elif kind == "tiff16":
        tifffile.imwrite(whole, noise.astype(np.uint16) * 257, photometric="rgb")
    else:
        name = {"jpg": "JPEG"}.get(kind, kind.upper())
        Image.fromarray(noise).save(whole, name)
    data = whole.getvalue()
    path = tmp_path / f"photo.{kind}"
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(PhotoError, match=f"photo.{kind}: .*(damaged|cannot be read|not a photo)"):
        Photo.open(path)


def bomb_png(width, height):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = with_png_chunk(png16(np.zeros((1, 1), np.uint16)), b"tEXt", b"a\0b")
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return png[:16] + header + crc + png[33:]


@pytest.mark.parametrize("size", [(40_000, 40_000), (65_501, 1)])
def test_absurd_sizes_are_refused_from_the_header(tmp_path, size):
    (tmp_path / "bomb.png").write_bytes(bomb_png(*size))
    with pytest.raises(PhotoError, match=rf"bomb\.png: {size[0]}×{size[1]} pixels is too large"):
        Photo.open(tmp_path / "bomb.png")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"Dear diary, " * 50, "not a photo"),
        (b"\xff\xd8\xff", "read"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "the file is damaged|install portrait-studio"),
        (b"\0\0\0\x18ftypavif" + bytes(40), "AVIF"),
        (b"\0\0\0\x18ftypmp42" + bytes(40), "this is a video; save the frame"),
        (b"II*\0\x08\0\0\0" + bytes(40), "TIFF"),
    ],
)
def test_what_is_no_photo_is_named(tmp_path, content, reason):
    path = tmp_path / "diary.jpg"
    path.write_bytes(content)
    with pytest.raises(PhotoError, match=rf"diary\.jpg: .*{reason}"):
        Photo.open(path)


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(PhotoError, match=r"nowhere\.jpg: there is no such file"):
        Photo.open(tmp_path / "nowhere.jpg")
    with pytest.raises(PhotoError, match="this is a folder"):
        Photo.open(tmp_path)
    with pytest.raises(PhotoError, match="cannot be reached"):
        Photo.open(tmp_path / ("x" * 5000))


def test_a_file_without_permission_is_named(tmp_path, monkeypatch):
    path = tmp_path / "secret.jpg"
    Image.fromarray(gradient()).save(path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may read everything
    with pytest.raises(PhotoError, match=r"secret\.jpg: no permission"):
        Photo.open(path)


def test_a_project_is_no_photo_but_says_where_it_belongs(tmp_path):
    path = tmp_path / "work.portrait"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.json", "{}")
    with pytest.raises(PhotoError, match=r"work\.portrait: this is a project .* in the window"):
        Photo.open(path)
