import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from portrait_studio.ui.actions import ACTIONS, translated
from portrait_studio.ui.stages import STAGES
from portrait_studio.ui.translations import LANGUAGES, install_language
from scripts import translate

ROOT = Path(__file__).resolve().parents[2]
TS = [translate.FOLDER / f"portrait_studio_{language}.ts" for language in translate.LANGUAGES]


@pytest.fixture
def english(qapp):
    yield qapp
    install_language(qapp, "en")


def test_every_language_but_english_has_its_file():
    assert {"en", *translate.LANGUAGES} == set(LANGUAGES)
    assert all(ts.exists() for ts in TS)


@pytest.fixture(scope="module")
def texts():
    return translate.texts_in_sources()


@pytest.mark.parametrize("ts", TS, ids=lambda ts: ts.stem)
def test_every_text_of_the_sources_is_translated_and_nothing_is_left_over(ts, texts):
    done = translate.finished(ts)
    assert texts - done == set()
    assert done - texts == set()
    assert "unfinished" not in ts.read_text(encoding="utf-8")


@pytest.mark.parametrize("ts", TS, ids=lambda ts: ts.stem)
def test_what_the_program_loads_is_built_from_the_texts(ts, tmp_path):
    copy = tmp_path / ts.name
    copy.write_bytes(ts.read_bytes())
    assert translate.build(copy).read_bytes() == ts.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize("ts", TS, ids=lambda ts: ts.stem)
def test_translations_keep_fields_and_have_one_mnemonic_where_the_text_has_one(ts):
    for (_, source), text in translate.translations(ts).items():
        fields = r"\{[a-z]+\}"
        assert sorted(re.findall(fields, source)) == sorted(re.findall(fields, text)), source
        assert source.count("&") == text.count("&"), source


def test_a_language_is_installed_and_taken_back(english):
    assert install_language(english, "de") == "de"
    assert QCoreApplication.translate("actions", "&File") == "&Datei"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert install_language(english, "en") == "en"
    assert QCoreApplication.translate("actions", "&File") == "&File"


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_mnemonics_are_unique_within_a_menu_in_every_language(english, language):
    install_language(english, language)
    menus: dict[tuple[str, str], set[str]] = {}
    for spec in ACTIONS:
        menus.setdefault((spec.menu, spec.submenu), set()).add(translated(spec.text))
        if spec.submenu:
            menus.setdefault((spec.menu, ""), set()).add(translated(spec.submenu))
    menus["bar", ""] = {translated(spec.menu) for spec in ACTIONS}
    for menu, texts in menus.items():
        letters = sorted(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert len(set(letters)) == len(letters), (menu, texts)


def test_the_systems_language_is_taken_where_there_is_one(english, monkeypatch):
    for name, expected in (("de_AT", "de"), ("fr_FR", "en")):
        locale = QLocale(name)
        monkeypatch.setattr(QLocale, "system", lambda locale=locale: locale)
        assert install_language(english, "system") == expected


def test_every_stage_that_a_task_tells_can_be_translated():
    told = set()
    for folder in ("workers", "inference"):
        for path in (ROOT / "portrait_studio" / folder).glob("*.py"):
            told |= set(re.findall(r'\breport\(\s*"([^"]+)"', path.read_text(encoding="utf-8")))
    assert told
    assert told <= set(STAGES)


def test_the_command_finds_nothing_missing():
    command = [sys.executable, "-m", "scripts.translate", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
