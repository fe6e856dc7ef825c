"""A dark, neutral window: grey beside a photo lets its colours be judged."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

_ROLES = {
    QPalette.ColorRole.Window: "#2b2b2b",
    QPalette.ColorRole.WindowText: "#e4e4e4",
    QPalette.ColorRole.Base: "#232323",
    QPalette.ColorRole.AlternateBase: "#2b2b2b",
    QPalette.ColorRole.Text: "#e4e4e4",
    QPalette.ColorRole.PlaceholderText: "#9a9a9a",
    QPalette.ColorRole.Button: "#383838",
    QPalette.ColorRole.ButtonText: "#e4e4e4",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#383838",
    QPalette.ColorRole.ToolTipText: "#e4e4e4",
    QPalette.ColorRole.Highlight: "#3d6e8f",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#56B4E9",
}
_DISABLED = ("WindowText", "Text", "ButtonText")


def apply_theme(application: QApplication) -> None:
    """Give the application its style and colours."""
    application.setStyle("Fusion")
    palette = QPalette()
    for role, colour in _ROLES.items():
        palette.setColor(role, QColor(colour))
    for name in _DISABLED:
        role = QPalette.ColorRole[name]
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#7d7d7d"))
    application.setPalette(palette)
