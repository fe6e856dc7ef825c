"""Light and dark: neutral greys beside a photo, so that its colours can be judged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

# Role: light, dark, and both again where disabled. Every text stands off its ground by 4.5 : 1
# or more (WCAG 2.2, 1.4.3), disabled text by 3 : 1; a test computes it.
ROLES: dict[QPalette.ColorRole, tuple[str, str]] = {
    QPalette.ColorRole.Window: ("#ececec", "#2b2b2b"),
    QPalette.ColorRole.WindowText: ("#1c1c1c", "#e6e6e6"),
    QPalette.ColorRole.Base: ("#fbfbfb", "#232323"),
    QPalette.ColorRole.AlternateBase: ("#f2f2f2", "#282828"),
    QPalette.ColorRole.Text: ("#1c1c1c", "#e6e6e6"),
    QPalette.ColorRole.PlaceholderText: ("#696969", "#9c9c9c"),
    QPalette.ColorRole.Button: ("#e2e2e2", "#383838"),
    QPalette.ColorRole.ButtonText: ("#1c1c1c", "#e6e6e6"),
    QPalette.ColorRole.BrightText: ("#a30000", "#ffb4a8"),
    QPalette.ColorRole.ToolTipBase: ("#fffdf2", "#3c3c3c"),
    QPalette.ColorRole.ToolTipText: ("#1c1c1c", "#e6e6e6"),
    QPalette.ColorRole.Highlight: ("#2a6a94", "#33658a"),
    QPalette.ColorRole.HighlightedText: ("#ffffff", "#ffffff"),
    QPalette.ColorRole.Accent: ("#2a6a94", "#4d94c4"),
    QPalette.ColorRole.Link: ("#1f5f8a", "#6cbcf0"),
    QPalette.ColorRole.LinkVisited: ("#6b4a86", "#c3a3dc"),
}
DISABLED: dict[QPalette.ColorRole, tuple[str, str]] = {
    QPalette.ColorRole.WindowText: ("#767676", "#8c8c8c"),
    QPalette.ColorRole.Text: ("#767676", "#8c8c8c"),
    QPalette.ColorRole.ButtonText: ("#767676", "#8c8c8c"),
    QPalette.ColorRole.Highlight: ("#b9b9b9", "#4a4a4a"),
    QPalette.ColorRole.HighlightedText: ("#3c3c3c", "#c8c8c8"),
}

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Theme:
    """Dresses the application, and changes with the system where that is wished.

    Parameters
    ----------
    application
        Gets style and palette.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._wish = "system"
        application.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._renew)

    @property
    def dark(self) -> bool:
        """Whether the window is dark now."""
        if self._wish != "system":
            return self._wish == "dark"
        scheme = QGuiApplication.styleHints().colorScheme()
        # A system that does not say gets the dark one: beside it a photo's colours can be judged.
        return scheme != Qt.ColorScheme.Light

    def wish(self, theme: str) -> None:
        """Wear "light", "dark" or what the "system" wears."""
        self._wish = theme
        # The frames of windows follow, where the platform draws them.
        QGuiApplication.styleHints().setColorScheme(_SCHEMES.get(theme, Qt.ColorScheme.Unknown))
        self._renew()

    def _renew(self) -> None:
        palette = theme_palette(dark=self.dark)
        self._application.setPalette(palette)
        QToolTip.setPalette(palette)
        self._application.setStyleSheet(_rules(palette) if self.dark else "")


# Fusion draws the box of what is not ticked so that it disappears on a dark ground.
_BOXES = """
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked {{
    border: 1px solid {line}; background: {ground}; width: 12px; height: 12px;
}}
"""


def _rules(palette: QPalette) -> str:
    line = palette.color(QPalette.ColorRole.PlaceholderText).name()
    return _BOXES.format(line=line, ground=palette.color(QPalette.ColorRole.Base).name())


def theme_palette(*, dark: bool) -> QPalette:
    """Return the colours of a theme."""
    palette = QPalette()
    for role, colours in ROLES.items():
        palette.setColor(role, QColor(colours[dark]))
    for role, colours in DISABLED.items():
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours[dark]))
    return palette
