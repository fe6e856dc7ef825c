from __future__ import annotations

import dataclasses

import pytest

from portrait_studio.arguments import FORMATS as ON_THE_COMMAND_LINE
from portrait_studio.core.export.formats import FORMATS, format_named
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.errors import ExportError


def test_the_command_line_names_every_format():
    assert list(ON_THE_COMMAND_LINE) == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_described(name):
    spec = format_named(name)
    assert spec.name == name
    assert spec.title and spec.text and not spec.text.endswith(".")
    assert spec.options <= {field.name for field in dataclasses.fields(ExportOptions)}
    assert (spec.template is not None) == ("template" in spec.options)
    assert spec.namings(ExportOptions())[0].ending == spec.ending
    spec.check(ExportOptions())


def test_an_unknown_format_is_named_with_those_there_are():
    with pytest.raises(ExportError, match=r"no format gif; there are layers, .*coco"):
        format_named("gif")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "option", [{"template": "{stem}"}, {"trimmed": True}, {"decontaminate": False}, {"bits": 16}]
)
def test_a_choice_that_a_format_does_not_have_is_refused(name, option):
    spec = FORMATS[name]
    options = ExportOptions(**option)
    if options.chosen() <= spec.options:
        spec.check(options)
    else:
        with pytest.raises(ExportError, match=f"{name} has no choice of {next(iter(option))}"):
            spec.check(options)


def test_bits_are_eight_or_sixteen():
    with pytest.raises(ExportError, match="12 bits a channel cannot be written"):
        ExportOptions(bits=12)
