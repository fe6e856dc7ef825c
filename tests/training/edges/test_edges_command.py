import re

import cv2
import pytest

from training.edges.__main__ import main
from training.edges.pictures import TILE
from training.edges.ways import WAYS


@pytest.fixture(scope="module")
def written(packed, tmp_path_factory):
    page = tmp_path_factory.mktemp("docs") / "edges.md"
    arguments = ["--data", str(packed), "--portraits", "1", "--pairs", "1", "--real", "1"]
    assert main([*arguments, "--pictures", "2", "--threads", "1", "--write", str(page)]) == 0
    return page


def test_the_page_has_every_way_in_every_table(written):
    text = written.read_text(encoding="utf-8")
    tables = [text[text.index(title) :] for title in ("### One person", "### Two people")]
    for way in WAYS:
        assert all(re.search(rf"\| {way} \| .*\d", table) for table in tables)


def test_the_page_shows_pictures_that_are_there(written):
    addresses = re.findall(r"!\[.*\]\((.*)\)", written.read_text(encoding="utf-8"))
    assert len(addresses) == 2
    for address in addresses:
        picture = cv2.imread(str(written.parent / address))
        assert picture is not None and picture.shape[0] == TILE
        assert picture.shape[1] > (len(WAYS) + 3) * TILE


def test_missing_photos_are_named(tmp_path, capsys):
    assert main(["--data", str(tmp_path), "--write", str(tmp_path / "edges.md")]) == 2
    assert "index.csv" in capsys.readouterr().err
    assert not (tmp_path / "edges.md").exists()
