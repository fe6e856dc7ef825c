"""What the People menu offers: every operation on people, for menu, panel and keys alike."""

from portrait_studio.ui.action_spec import ActionSpec

PEOPLE: tuple[ActionSpec, ...] = ()
