"""What the View menu offers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&View")

VIEW = (
    ActionSpec(
        "show_people",
        marked("actions", "&People"),
        marked("actions", "Show every person in a colour of its own"),
        "mdi6.palette-outline",
        MENU,
        "P",
        needs="people",
        checkable=True,
        checked=True,
    ),
    ActionSpec(
        "show_boundary",
        marked("actions", "&Boundary map"),
        marked("actions", "Show where the network sees the outlines of people"),
        "mdi6.vector-polyline",
        MENU,
        "B",
        needs="people",
        checkable=True,
    ),
    ActionSpec(
        "zoom_in",
        marked("actions", "Zoom &in"),
        marked("actions", "Show the photo larger"),
        "mdi6.magnify-plus-outline",
        MENU,
        "Ctrl++",
        needs="photo",
    ),
    ActionSpec(
        "zoom_out",
        marked("actions", "Zoom &out"),
        marked("actions", "Show the photo smaller"),
        "mdi6.magnify-minus-outline",
        MENU,
        "Ctrl+-",
        needs="photo",
    ),
    ActionSpec(
        "fit",
        marked("actions", "&Fit"),
        marked("actions", "Show the whole photo"),
        "mdi6.fit-to-page-outline",
        MENU,
        "Ctrl+0",
        needs="photo",
    ),
    ActionSpec(
        "actual_size",
        marked("actions", "&Actual size"),
        marked("actions", "Show one pixel of the photo as one of the screen"),
        "mdi6.relative-scale",
        MENU,
        "Ctrl+1",
        needs="photo",
        toolbar=False,
    ),
)
