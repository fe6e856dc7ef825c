"""What settings change in the window, at once."""

from __future__ import annotations

from PySide6.QtCore import QObject

from portrait_studio.ui.easel import Easel
from portrait_studio.ui.overlays import OVERLAYS
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.workbench import Workbench
from portrait_studio.workers.networks import NetworkSource


class SettingsFollower(QObject):
    """Brings settings to the overlays, the wheel and the workbench, now and when they change.

    Parameters
    ----------
    settings
        Read and listened to.
    easel
        Has the overlays and the wheel.
    bench
        Has the network, from the next photo on.
    """

    def __init__(
        self, settings: SettingsStore, easel: Easel, bench: Workbench, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings, self._easel, self._bench = settings, easel, bench
        for overlay in OVERLAYS:
            self._show(overlay.id)
        self._turn()
        settings.changed.connect(self._follow)

    def _follow(self, setting: str) -> None:
        section, _, name = setting.partition("/")
        if section == "overlays":
            self._show(name.rpartition("_")[0])
        elif section == "canvas":
            self._turn()
        elif section == "network":
            card = self._settings.value("network/card") or None
            provider = self._settings.value("network/provider")
            self._bench.use(NetworkSource(card, provider=provider))

    def _show(self, overlay: str) -> None:
        value = self._settings.value
        self._easel.overlays.set_visible(overlay, value(f"overlays/{overlay}_shown"))
        self._easel.overlays.set_opacity(overlay, value(f"overlays/{overlay}_opacity") / 100)

    def _turn(self) -> None:
        canvas = self._easel.canvas
        canvas.wheel_zooms = self._settings.value("canvas/wheel") == "zoom"
        canvas.wheel_reversed = self._settings.value("canvas/wheel_reversed")
