"""The window's application."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

if sys.platform == "win32":
    # Before Qt: both load DLLs of the same name, and ONNX Runtime needs its own first.
    import onnxruntime  # noqa: F401

from PySide6.QtWidgets import QApplication

from portrait_studio import __version__
from portrait_studio.arguments import add_window_arguments
from portrait_studio.document.recovery_folder import default_place
from portrait_studio.ui.appearance import Appearance
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.ui.settings.store import SettingsStore, settings_file
from portrait_studio.workers.networks import NetworkSource


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed.

    Parameters
    ----------
    argv
        Arguments after the program's name; by default those of the process.

    Returns
    -------
    int
        The exit status.
    """
    return run(_parser().parse_args(argv))


def run(wishes: argparse.Namespace) -> int:
    """Open the window as `main` does, with arguments parsed elsewhere."""
    application = create_application()
    settings = SettingsStore(settings_file(), application)
    Appearance(application, settings)
    window = MainWindow(_network_source(wishes, settings), settings, recovery=default_place())
    window.show()
    window.readiness.start()
    window.offer_recovery()
    if wishes.photo or wishes.sample:
        window.open(wishes.photo)
    return application.exec()


def create_application() -> QApplication:
    """Return the application, created if there is none yet."""
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("portrait-studio")
    application.setApplicationDisplayName("Portrait Studio")
    application.setApplicationVersion(__version__)
    _leave_sources_unread()
    return application


def _leave_sources_unread() -> None:
    """Keep PySide from reading the source of every module that is imported from now on.

    It wants to know who uses Qt by other names (`__feature__`), which nobody here does. What
    finding people needs is imported while the window is there, and waits for Python meanwhile.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda module: False


def _network_source(wishes: argparse.Namespace, settings: SettingsStore) -> NetworkSource:
    """Return what the arguments name, and what the settings say where they name nothing."""
    network = wishes.network or settings.value("network/card") or None
    provider = wishes.provider
    return NetworkSource(
        network, provider=settings.value("network/provider") if provider == "auto" else provider
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Open the window of Portrait Studio.")
    add_window_arguments(parser)
    return parser
