"""Menu bar and tool bars, made of the table of actions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from portrait_studio.ui.actions import ACTIONS, translated

_ICON = QSize(20, 20)
_TOOL_GROUP = "tool"


class Menus:
    """The menus and tool bars of a window.

    Parameters
    ----------
    window
        Gets them.
    actions
        By id, see `build_actions`.
    """

    def __init__(self, window: QMainWindow, actions: Mapping[str, QAction]) -> None:
        self._window = window
        self._titles: dict[str, QMenu] = {}
        bar, tools = _bar(window, "bar"), _bar(window, "tools")
        for spec in ACTIONS:
            action = actions[spec.id]
            self._menu(spec.menu, spec.submenu).addAction(action)
            if spec.toolbar:
                (tools if spec.group == _TOOL_GROUP else bar).addAction(action)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        window.addToolBar(Qt.ToolBarArea.LeftToolBarArea, tools)
        self._bars = {"bar": bar, "tools": tools}
        self.translate()

    def menu(self, title: str) -> QMenu:
        """Return the menu, or submenu, of a title in the table."""
        return self._titles[title]

    def translate(self) -> None:
        """Give everything its title in the language of the moment."""
        for title, menu in self._titles.items():
            menu.setTitle(translated(title))
        self._bars["bar"].setWindowTitle(QCoreApplication.translate("menus", "Tool bar"))
        self._bars["tools"].setWindowTitle(QCoreApplication.translate("menus", "Tools"))

    def _menu(self, title: str, submenu: str) -> QMenu:
        if title not in self._titles:
            self._titles[title] = self._window.menuBar().addMenu(title)
        if not submenu:
            return self._titles[title]
        if submenu not in self._titles:
            self._titles[submenu] = self._titles[title].addMenu(submenu)
        return self._titles[submenu]


def _bar(window: QMainWindow, name: str) -> QToolBar:
    bar = QToolBar(window)
    bar.setObjectName(name)
    bar.setMovable(False)
    bar.setIconSize(_ICON)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return bar
