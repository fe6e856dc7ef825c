import re

import pytest

from benchmarks.export_memory import MATTING, ExportMemory
from benchmarks.export_memory_page import TARGET_MEGABYTES, page
from benchmarks.large_exports import main


def test_the_command_measures_and_writes(tmp_path):
    there = tmp_path / "page.md"
    arguments = ["--rows", "300", "--cols", "400", "--formats", "masks", "--write", str(there)]
    assert main(arguments) == 0
    rows = re.findall(r"\| (\w+) \| (\d+) \| [\d.]+ \|", there.read_text(encoding="utf-8"))
    assert [name for name, _ in rows] == [MATTING, "masks"]
    assert all(50 < int(megabytes) < TARGET_MEGABYTES for _, megabytes in rows)


@pytest.mark.parametrize(("megabytes", "words"), [(2000, "stays within"), (2100, "Over 2048 MB")])
def test_the_page_says_whether_the_target_is_met(megabytes, words):
    text = page([ExportMemory("psd", 3, megabytes, 1.0)], shape=(10, 10), bits=8, people=3)
    assert words in text
    assert ("psd." in text) == (megabytes > TARGET_MEGABYTES)
