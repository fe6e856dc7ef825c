"""How a format is written: what a user may choose."""

from __future__ import annotations

from dataclasses import dataclass, fields

from portrait_studio.errors import ExportError


@dataclass(frozen=True)
class ExportOptions:
    """Choices of an export; a format understands those that its `FormatSpec.options` name.

    Attributes
    ----------
    template : str or None
        Pattern of the file names, see `file_names`; None is the format's own.
    trimmed : bool
        Pictures of people end where the person ends; a JSON file beside them says where they
        belong. Otherwise they have the photo's size.
    decontaminate : bool
        Take the colour of the background, or of the neighbour, out of half-transparent pixels.
    bits : int or None
        8 or 16 bits a channel; None is what the photo has.
    """

    template: str | None = None
    trimmed: bool = False
    decontaminate: bool = True
    bits: int | None = None

    def __post_init__(self) -> None:
        if self.bits not in (None, 8, 16):
            raise ExportError(
                "{bits} bits a channel cannot be written; choose 8 or 16.", bits=self.bits
            )

    def chosen(self) -> frozenset[str]:
        """Names of the options that differ from their default."""
        return frozenset(
            field.name for field in fields(self) if getattr(self, field.name) != field.default
        )
