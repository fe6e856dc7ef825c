"""EXIF metadata: which way up a photo is, and what of it is kept for export.

What is kept says "upright", since the pixels are. The embedded thumbnail is dropped: it would
show the whole photo, unturned, inside the layer of a single person.
"""

from __future__ import annotations

from PIL import ExifTags, Image

# A TIFF file keeps its layout (strips, sizes, compression) in the same list as its description;
# only these tags describe the photo rather than the file.
_DESCRIPTION = (
    ExifTags.Base.ImageDescription,
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.Software,
    ExifTags.Base.DateTime,
    ExifTags.Base.Artist,
    ExifTags.Base.Copyright,
)
_SUB_LISTS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)


def orientation_of(image: Image.Image) -> int:
    """EXIF orientation, 1 to 8; 1 where there is none or it is nonsense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # metadata is never a reason to refuse a photo
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def kept_exif(image: Image.Image) -> bytes | None:
    """EXIF block of an opened image as `kept_exif_of` gives it, None if none."""
    try:
        exif = image.getexif()
        return kept_exif_of(described_by(exif) if image.format == "TIFF" else exif)
    except Exception:  # broken metadata is dropped; the pixels are sound
        return None


def kept_exif_of(exif: Image.Exif) -> bytes | None:
    """EXIF block ("Exif" and two zero bytes first) with the orientation reset, None if none."""
    try:
        if ExifTags.Base.Orientation in exif:
            exif[ExifTags.Base.Orientation] = 1
        return exif.tobytes() if len(exif) else None
    except Exception:  # broken metadata is dropped; the pixels are sound
        return None


def described_by(exif: Image.Exif) -> Image.Exif:
    """Return what in the tags of a TIFF file describes the photo rather than the file."""
    kept = Image.Exif()
    for tag in _DESCRIPTION:
        if tag in exif:
            kept[tag] = exif[tag]
    for sub_list in _SUB_LISTS:
        entries = exif.get_ifd(sub_list)
        if entries:
            kept[sub_list] = dict(entries)
    return kept
