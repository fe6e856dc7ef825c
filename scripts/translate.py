"""Renew the translations: find every text in the sources, and build what the program loads.

.venv/bin/python -m scripts.translate            # texts into the .ts files, then the .qm files
.venv/bin/python -m scripts.translate --check    # only say whether something is missing
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from portrait_studio.ui.phrases import CONTEXT
from scripts.phrases import sentences

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "portrait_studio"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)
Text = tuple[str, str]


def main() -> int:
    """Do what the arguments say; 1 if a translation is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_KeepLines)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args().check
    missing = False
    for language in LANGUAGES:
        ts = FOLDER / f"portrait_studio_{language}.ts"
        if not check:
            update(ts)
        for context, text in sorted(texts_in_sources() - finished(ts)):
            print(f"{language}: {context}: {text!r} is not translated", file=sys.stderr)
            missing = True
        if not check:
            build(ts)
    return int(missing)


def update(ts: Path) -> None:
    """Bring every text of the sources into a .ts file; translations that are there stay."""
    sources = map(str, sorted(PACKAGE.rglob("*.py")))
    options = ("-no-obsolete", "-locations", "none", "-source-language", "en")
    with tempfile.TemporaryDirectory() as folder:
        marks = Path(folder) / "marks.py"
        marks.write_text("".join(_marks()), encoding="utf-8")
        _run("lupdate", "-tr-function-alias", "QT_TRANSLATE_NOOP+=marked", *options, *sources,
             str(marks), "-ts", str(ts))  # fmt: skip


def _marks() -> Iterator[str]:
    """Lines that show Qt's tools the sentences of those who know no window."""
    for pattern in sorted({sentence.pattern or "" for sentence in sentences(PACKAGE)} - {""}):
        yield f"marked({json.dumps(CONTEXT)}, {json.dumps(pattern, ensure_ascii=False)})\n"


def build(ts: Path) -> Path:
    """Write the .qm file beside a .ts file."""
    qm = ts.with_suffix(".qm")
    _run("lrelease", "-silent", str(ts), "-qm", str(qm))
    return qm


def texts_in_sources() -> set[Text]:
    """Return every (context, text) that the sources want translated."""
    with tempfile.TemporaryDirectory() as folder:
        ts = Path(folder) / "portrait_studio_de.ts"
        update(ts)
        return set(_messages(ts))


def finished(ts: Path) -> set[Text]:
    """Return every (context, text) that has a translation."""
    return set(translations(ts))


def translations(ts: Path) -> dict[Text, str]:
    """Return the translation of every (context, text) that has one."""
    return {key: text for key, text in _messages(ts).items() if text}


def _messages(ts: Path) -> dict[Text, str]:
    messages = {}
    for context in ElementTree.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            key = (context.findtext("name", ""), message.findtext("source", ""))
            done = translation is not None and translation.get("type") is None
            messages[key] = (translation.text or "") if translation is not None and done else ""
    return messages


def _run(tool: str, *arguments: str) -> None:
    beside = Path(sys.executable).with_name(f"pyside6-{tool}")
    program = str(beside) if beside.exists() else shutil.which(f"pyside6-{tool}")
    if program is None:
        raise SystemExit(f"pyside6-{tool} is missing; it comes with PySide6.")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"pyside6-{tool}: {done.stdout}{done.stderr}")


class _KeepLines(argparse.RawDescriptionHelpFormatter):
    """Shows the commands as they stand."""


if __name__ == "__main__":
    raise SystemExit(main())
