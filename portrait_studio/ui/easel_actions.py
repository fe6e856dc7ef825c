"""What the actions of the menus View and Tools do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction

from portrait_studio.ui.canvas.backdrop_item import Backdrop
from portrait_studio.ui.canvas.view import STEP
from portrait_studio.ui.easel import Easel
from portrait_studio.ui.overlays import OVERLAYS
from portrait_studio.ui.tools.tool import TOOLS, Tool

LAYER_KEYS = range(1, 10)


def easel_handlers(easel: Easel) -> dict[str, Callable[..., object]]:
    """Return the handlers of the actions that concern the easel, by id."""
    canvas = easel.canvas
    return {
        **{f"show_{o.id}": partial(easel.overlays.set_visible, o.id) for o in OVERLAYS},
        **{f"backdrop_{kind}": partial(_set_backdrop, easel, kind) for kind in Backdrop},
        **{f"tool_{tool.id}": partial(_take, easel, tool) for tool in TOOLS},
        **{f"person_{key}": partial(easel.choose_layer, key) for key in LAYER_KEYS},
        "person_none": lambda: easel.desk.choose(None),
        "larger": lambda: easel.hand.resize(1),
        "smaller": lambda: easel.hand.resize(-1),
        "next_doubt": lambda: easel.tour.go(1),
        "previous_doubt": lambda: easel.tour.go(-1),
        "zoom_in": lambda: canvas.zoom_by(STEP),
        "zoom_out": lambda: canvas.zoom_by(1 / STEP),
        "fit": canvas.fit,
        "actual_size": canvas.actual_size,
    }


def follow_easel(easel: Easel, actions: Mapping[str, QAction]) -> None:
    """Let switches among the actions show what was switched elsewhere."""

    def follow(overlay: str) -> None:
        if overlay == "backdrop":
            actions[f"backdrop_{easel.overlays.backdrop}"].setChecked(True)
        else:
            actions[f"show_{overlay}"].setChecked(easel.overlays.visible(overlay))

    easel.overlays.changed.connect(follow)
    easel.hand.taken.connect(lambda tool: actions[f"tool_{tool.id}"].setChecked(True))


def _set_backdrop(easel: Easel, kind: Backdrop, wanted: bool) -> None:
    if wanted:
        easel.overlays.set_backdrop(kind)


def _take(easel: Easel, tool: Tool, wanted: bool) -> None:
    if wanted and easel.hand.tool is not tool:
        easel.hand.take(tool.id)
