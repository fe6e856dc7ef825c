"""What the Help menu offers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&Help")

HELP = (
    ActionSpec(
        "shortcuts",
        marked("actions", "&Keyboard and mouse"),
        marked("actions", "Every key of the window, and what the mouse does"),
        "mdi6.keyboard-outline",
        MENU,
        "F1",
        toolbar=False,
    ),
    ActionSpec(
        "about",
        marked("actions", "&About"),
        marked("actions", "Versions and licence"),
        "mdi6.information-outline",
        MENU,
        toolbar=False,
    ),
)
