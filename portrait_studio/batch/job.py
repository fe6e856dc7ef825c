"""What is to be done with one photo of a batch, and what became of it: small, frozen, sendable."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Literal

from portrait_studio.core.export.options import ExportOptions

Status = Literal["exported", "present", "failed"]


@dataclass(frozen=True)
class BatchSettings:
    """How every photo of a batch is treated.

    Attributes
    ----------
    format : str
        Name of the export format.
    options : ExportOptions
        Its choices.
    preset : str
        Name of the settings of the split.
    review_above : float or None
        A photo whose `photo_doubt` is above it is also saved as a project; None: no photo is.
    network : str
        Name of a bundled network, or path of a card.
    networks : str
        `networks_digest`; a machine that has others must not take part.
    provider : str
        What runs the network.
    threads : int
        Threads one photo may use.
    overwrite : bool
        Whether files that this batch did not write may be replaced.
    """

    format: str
    options: ExportOptions
    preset: str
    review_above: float | None
    network: str
    networks: str
    provider: str = "auto"
    threads: int = 1
    overwrite: bool = False

    def decisive(self) -> dict[str, object]:
        """Return those settings by name that the exported files depend on."""
        chosen = ("format", "options", "preset", "review_above", "networks")
        return {name: value for name, value in asdict(self).items() if name in chosen}

    @property
    def key(self) -> str:
        """Digest of the decisive settings: a photo done with another key is not done."""
        return sha256(json.dumps(self.decisive(), sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Job:
    """One photo of a batch.

    Attributes
    ----------
    source : str
        Absolute path or address of the photo.
    name : str
        Path of the photo below the folder that is mirrored, with "/": ``"2024/party.jpg"``.
    place : str
        What its files are called below `out`, with "/" and without an ending: ``"2024/party"``.
    out : str
        Absolute path or address of the folder to write to.
    settings : BatchSettings
    """

    source: str
    name: str
    place: str
    out: str
    settings: BatchSettings


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes
    ----------
    job : Job
    status : {"exported", "present", "failed"}
        "present": a former run had done it.
    people : int
    doubt : float
        See `photo_doubt`.
    review : bool
        Whether the photo was saved as a project, too.
    seconds : float
        What it took.
    sentence : str
        Why it failed.
    hopeless : bool
        Whether the next photo would fail for the same reason (the disk is full).
    note : str
        What the user should hear once, such as a graphics card that is not at work.
    """

    job: Job
    status: Status
    people: int = 0
    doubt: float = 0.0
    review: bool = False
    seconds: float = 0.0
    sentence: str = ""
    hopeless: bool = False
    note: str = ""
