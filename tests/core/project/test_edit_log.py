import dataclasses
import json

import pytest

from portrait_studio.core.project.edit_log import EditLog, read_edit_log, write_edit_log
from portrait_studio.errors import ProjectError
from tests.core.project.small_project import EDITS

LOG = EditLog("three.png", None, EDITS)


def test_it_comes_back(tmp_path):
    for project in (None, tmp_path / "a.portrait"):
        log = dataclasses.replace(LOG, project=project)
        write_edit_log(log, tmp_path / "edits.json")
        assert read_edit_log(tmp_path / "edits.json") == log


def test_what_was_undone_comes_back_and_may_be_absent(tmp_path):
    path = tmp_path / "edits.json"
    write_edit_log(dataclasses.replace(LOG, undone=EDITS), path)
    assert read_edit_log(path).undone == EDITS
    content = json.loads(path.read_bytes())
    del content["undone"]
    path.write_text(json.dumps(content))
    assert read_edit_log(path) == LOG


def test_cut_anywhere_it_is_refused(tmp_path):
    path = tmp_path / "edits.json"
    write_edit_log(LOG, path)
    content = path.read_bytes()
    for length in range(len(content) - 1):
        path.write_bytes(content[:length])
        with pytest.raises(ProjectError, match=r"edits\.json: cannot be read"):
            read_edit_log(path)
