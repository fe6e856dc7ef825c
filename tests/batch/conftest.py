from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from portrait_studio.batch.job import BatchSettings, Job
from portrait_studio.batch.network import networks_digest
from portrait_studio.core.export.options import ExportOptions
from tests.tiny_network import paint_people

PEOPLE = (20, 64, 100)


@pytest.fixture
def settings(tiny_card: Path) -> BatchSettings:
    """Return the settings of a batch with the tiny network."""
    return BatchSettings(
        format="layers",
        options=ExportOptions(),
        preset="paper",
        review_above=None,
        network=str(tiny_card),
        networks=networks_digest(str(tiny_card), "paper"),
        provider="cpu",
    )


@pytest.fixture
def job(tmp_path: Path, settings: BatchSettings) -> Job:
    """Return the job of a photo of three people."""
    photo = tmp_path / "in" / "sub" / "three.png"
    photo.parent.mkdir(parents=True)
    Image.fromarray(paint_people(*PEOPLE, scale=2)).save(photo)
    return Job(str(photo), "sub/three.png", "sub/three", str(tmp_path / "out"), settings)


@pytest.fixture
def with_settings() -> Callable[..., Job]:
    """Return a function that gives a job other settings."""

    def other(job: Job, **changes: Any) -> Job:
        return replace(job, settings=replace(job.settings, **changes))

    return other
