"""What settings change in the window, at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

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
        Has the network: for the photo there is, unless edits would be lost, and for the next.
    """

    said = Signal(str)
    """Something for the status bar."""

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
            self._bench.use(self._networks(name))
            if self._bench.photo is not None and not self._bench.look_again():
                self.said.emit(self.tr("The next photo is looked at with these settings."))

    def _networks(self, name: str) -> NetworkSource:
        value = self._settings.value(f"network/{name}")
        networks = self._bench.networks
        return (
            networks.with_provider(value)
            if name == "provider"
            else networks.with_network(value or None)
        )

    def _show(self, overlay: str) -> None:
        value = self._settings.value
        self._easel.overlays.set_visible(overlay, value(f"overlays/{overlay}_shown"))
        self._easel.overlays.set_opacity(overlay, value(f"overlays/{overlay}_opacity") / 100)

    def _turn(self) -> None:
        canvas = self._easel.canvas
        canvas.wheel_zooms = self._settings.value("canvas/wheel") == "zoom"
        canvas.wheel_reversed = self._settings.value("canvas/wheel_reversed")
