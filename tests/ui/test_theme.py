import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from portrait_studio.ui.icons import themed_icon
from portrait_studio.ui.theme import Theme, theme_palette

Role = QPalette.ColorRole
Group = QPalette.ColorGroup
TEXT_ON_GROUND = [
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.PlaceholderText, Role.Base),
    (Role.PlaceholderText, Role.Window),
    (Role.ButtonText, Role.Button),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.HighlightedText, Role.Highlight),
    (Role.Link, Role.Window),
    (Role.LinkVisited, Role.Window),
    (Role.BrightText, Role.Window),
]


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture
def theme(qapp):
    before = QApplication.palette()
    dressed = Theme(qapp)
    yield dressed
    dressed.wish("system")
    qapp.setPalette(before)


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_stands_off_its_ground(qapp, dark):
    palette = theme_palette(dark=dark)
    for text, ground in TEXT_ON_GROUND:
        for group, least in ((Group.Active, 4.5), (Group.Inactive, 4.5), (Group.Disabled, 3.0)):
            found = contrast(palette.color(group, text), palette.color(group, ground))
            assert found >= least, (text, ground, group, round(found, 2))


def test_light_and_dark_are_what_they_say(theme):
    theme.wish("light")
    assert not theme.dark
    assert QApplication.palette().window().color().lightness() > 200
    theme.wish("dark")
    assert theme.dark
    assert QApplication.palette().window().color().lightness() < 60


def test_icons_follow_the_theme(theme):
    icon = themed_icon("mdi6.eye")

    def darkest():
        picture = icon.pixmap(QSize(32, 32)).toImage()
        pixels = [picture.pixelColor(x, y) for x in range(32) for y in range(32)]
        return min(pixel.lightness() for pixel in pixels if pixel.alpha() == 255)

    theme.wish("light")
    assert darkest() < 60
    theme.wish("dark")
    assert darkest() > 180
