"""What the Help menu offers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&Help")

HELP = (
    ActionSpec(
        "about",
        marked("actions", "&About"),
        marked("actions", "Versions and licence"),
        "mdi6.information-outline",
        MENU,
        toolbar=False,
    ),
)
