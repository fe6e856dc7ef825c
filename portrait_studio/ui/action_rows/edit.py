"""What the Edit menu offers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&Edit")

EDIT = (
    ActionSpec(
        "cancel",
        marked("actions", "&Cancel"),
        marked("actions", "Stop the work that is going on"),
        "mdi6.close-circle-outline",
        MENU,
        "Esc",
        needs="job",
        toolbar=False,
    ),
)
