"""What lies over the photo: which overlays are shown, how strongly, and on what backdrop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from portrait_studio.ui.canvas.backdrop_item import Backdrop
from portrait_studio.ui.marked import marked


@dataclass(frozen=True)
class OverlaySpec:
    """One overlay: its name in code, what the window calls it, and how it begins."""

    id: str
    text: str
    visible: bool = False
    opacity: float = 1.0


OVERLAYS = (
    OverlaySpec("people", marked("overlays", "People"), visible=True, opacity=0.4),
    OverlaySpec("outlines", marked("overlays", "Outlines"), visible=True, opacity=1.0),
    OverlaySpec("doubt", marked("overlays", "Doubt"), opacity=0.8),
    OverlaySpec("boundary", marked("overlays", "Boundary map"), opacity=0.9),
    OverlaySpec("superpixels", marked("overlays", "Superpixels"), opacity=0.6),
    OverlaySpec("boxes", marked("overlays", "Boxes"), opacity=1.0),
    OverlaySpec("seeds", marked("overlays", "Seeds"), visible=True, opacity=1.0),
)


class Overlays(QObject):
    """The state of all overlays; the canvas and the controls listen."""

    changed = Signal(str)
    """Id of the overlay that changed, or "backdrop"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visible = {spec.id: spec.visible for spec in OVERLAYS}
        self._opacity = {spec.id: spec.opacity for spec in OVERLAYS}
        self._backdrop = Backdrop.OVERLAY

    @property
    def backdrop(self) -> Backdrop:
        """What the people are shown on."""
        return self._backdrop

    def visible(self, overlay: str) -> bool:
        """Whether an overlay is switched on."""
        return self._visible[overlay]

    def opacity(self, overlay: str) -> float:
        """Return how strongly an overlay shows, 0..1."""
        return self._opacity[overlay]

    def strength(self, overlay: str) -> float:
        """Return the opacity of an overlay, 0 while it is switched off."""
        return self._opacity[overlay] if self._visible[overlay] else 0.0

    def set_visible(self, overlay: str, visible: bool) -> None:
        """Switch an overlay on or off."""
        if self._visible[overlay] != visible:
            self._visible[overlay] = visible
            self.changed.emit(overlay)

    def set_opacity(self, overlay: str, opacity: float) -> None:
        """Show an overlay more or less strongly, 0..1."""
        if self._opacity[overlay] != opacity:
            self._opacity[overlay] = opacity
            self.changed.emit(overlay)

    def set_backdrop(self, backdrop: Backdrop) -> None:
        """Choose what the people are shown on."""
        if self._backdrop != backdrop:
            self._backdrop = backdrop
            self.changed.emit("backdrop")
