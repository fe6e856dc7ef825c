"""Background work: one person's layer as a picture for the clipboard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from portrait_studio.core.checkpoint import asking
from portrait_studio.core.editing.snapshot import Snapshot
from portrait_studio.core.export.cutouts import cutouts
from portrait_studio.core.export.from_analysis import result_of
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.photo import Photo
from portrait_studio.errors import ExportError
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.pictures import layer_picture
from portrait_studio.workers.task import Report


@dataclass(frozen=True, eq=False)
class CopyLayer:
    """Cut a person out of the photo at its full size, edges refined as for an export."""

    photo: Photo
    snapshot: Snapshot
    person: int

    def __call__(self, report: Report, cancel: CancelToken) -> QImage:
        """Return the layer, trimmed to the person; see `Task`. Raises ExportError, Cancelled."""
        cancel.raise_if_cancelled()
        report("Refining the edges", 0.0)
        result = result_of(self.photo, self.snapshot)
        people = tuple(who for who in result.people if who.id == self.person)
        with asking(cancel.raise_if_cancelled):
            for cutout in cutouts(replace(result, people=people), ExportOptions(bits=8)):
                return layer_picture(cutout.pixels)
        raise ExportError("This person has no visible pixel; give them a region first.")
