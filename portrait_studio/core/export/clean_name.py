"""File names that every file system takes: Linux, macOS, Windows and what is between them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 255
"""Bytes in UTF-8: the limit of most file systems; Windows counts 255 UTF-16 units, never more."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_NOT_TEXT = ("Cc", "Cs", "Zl", "Zp")  # control characters, undecodable bytes, line separators
# Names of devices on Windows, whatever comes after the first dot.
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|$)", re.I)


def clean_part(text: str) -> str:
    """Replace each character that a file name may not hold by "_"; dots and Unicode are kept."""
    text = _FORBIDDEN.sub("_", text)
    return "".join("_" if unicodedata.category(char) in _NOT_TEXT else char for char in text)


def clean_name(text: str) -> str:
    """File name from any text: without forbidden characters, trailing dots and reserved names."""
    name = clean_part(text).strip(" ").rstrip(" .")
    if _RESERVED.match(name):
        name = f"_{name}"
    return name or "_"


def shortened(text: str, *, longest: int) -> str:
    """Return a text of at most `longest` bytes in UTF-8, at least 6.

    What is cut ends in "~" and four digits that depend on the whole, so that two long names with
    one beginning stay two.
    """
    encoded = text.encode()
    if len(encoded) <= longest:
        return text
    mark = "~" + hashlib.sha256(encoded).hexdigest()[:4]
    kept = encoded[: max(1, longest - len(mark))].decode(errors="ignore")
    return kept.rstrip(" .") + mark


def same_file(name: str) -> str:
    """Key under which two names are one file on some system: case and accents composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
