"""The card of a network that was trained here: how to run it, and on what it was trained."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import tomli_w

from training.networks.encoders import TINY_VIT
from training.simulated_clicks import RADIUS, STRENGTH
from training.weights import photos_seen

SOURCES = (
    "COCO 2017 (annotations CC BY 4.0; photos Flickr, Creative Commons of various kinds)",
    "dmitrybeloborodov/HumanSegmentation (no terms stated)",
    "clothing-co-parsing (Apache-2.0)",
    "Human-Segmentation-Dataset (no terms stated)",
    "Borrat Teacher Occlusion (CC BY 4.0)",
)
STARTS = {
    "deeplabv3-mobilenetv2-voc.npz": "encoder of DeepLabV3 trained on COCO and VOC (Apache-2.0)",
    "mobilenetv2-imagenet.npz": "MobileNetV2 trained on ImageNet (Apache-2.0)",
    "mobile_sam.pt": (
        "encoder of MobileSAM (Apache-2.0), which learned to answer as Segment Anything's does"
        " (Apache-2.0; from the photos of SA-1B, whose own terms are for research)"
    ),
}
MASK_TEACHER = (
    "DeepLabV3 on MobileNetV2 (Apache-2.0), for photos with boxes only and for bystanders"
)
BOX_TEACHER = "YOLOX-nano (Apache-2.0), for scores and boxes cell by cell, put right by the truth"
TEACHERS = {
    "portrait": MASK_TEACHER,
    "detection": f"{BOX_TEACHER}; {MASK_TEACHER}",
    "close_up": MASK_TEACHER,
}
SELF_MASKS = "our own close-up network, for people in photos with boxes only"
FOUND_BOXES = "our own detector, for whom the network is asked about in photos with instance masks"
FARTHER = ({"long_side": 320, "least": 0.4},)
"""What a detector looks at besides: a smaller picture, for people who fill much of it."""
MIRROR = {"mirror_long_side": 320}
"""How large a portrait network with a TinyViT sees the mirror image, which otherwise takes long."""
OUTPUTS: dict[str, tuple[dict[str, Any], ...]] = {
    "portrait": (
        {"name": "person", "kind": "person_probability"},
        {"name": "boundary", "kind": "boundary_probability"},
        # what gives the best people AP on group photos of the training part
        {"name": "centre", "kind": "centre_score", "threshold": 0.25, "nms_iou": 0.5},
        {"name": "votes", "kind": "box_votes"},
    ),
    "detection": ({"name": "people", "kind": "person_boxes", "threshold": 0.25, "nms_iou": 0.6},),
    "close_up": (
        {"name": "own", "kind": "own_probability"},
        {"name": "others", "kind": "others_probability"},
        {"name": "boundary", "kind": "boundary_probability"},
        {"name": "quality", "kind": "mask_quality"},
    ),
}


def task_of(state: dict[str, Any]) -> str:
    """The task of a checkpoint's network, as its card names it."""
    return str(state["settings"].get("task", "portrait"))


def card_table(path: Path, state: dict[str, Any], *, long_side: int) -> dict[str, Any]:
    """The card of the ONNX file ``path`` exported from a checkpoint's ``state``."""
    settings, task = state["settings"], task_of(state)
    ours = {"self_masks": SELF_MASKS, "found_boxes": FOUND_BOXES}
    own = {name: words for name, words in ours.items() if settings.get(name)}
    clicks = {"click_radius": float(RADIUS), "click_value": STRENGTH, "mask_channel": True}
    mirror = MIRROR if task == "portrait" and settings["network"].get("encoder") == TINY_VIT else {}
    extra = {"box_channel": True, **clicks, "others_channel": True} if task == "close_up" else {}
    return {
        "task": task,
        "name": path.stem,
        "file": path.name,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "licence": "Apache-2.0",
        "input": {
            "name": "image",
            "layout": "NCHW",
            "channels": "RGB",
            "range": 1.0,
            "mean": [0.5, 0.5, 0.5],
            "std": [0.5, 0.5, 0.5],
            "fit": "long_side",
            "long_side": long_side,
            "multiple": 32,
            **extra,
        },
        "outputs": [dict(output) for output in OUTPUTS[task]],
        **({"farther": [dict(look) for look in FARTHER]} if task == "detection" else {}),
        **mirror,
        "training": {
            "data": list(SOURCES),
            "teacher": TEACHERS[task],
            **own,
            "start": [STARTS.get(start, start) for start in settings["starts"]],
            "photos_seen": photos_seen(state),
            "mean_of_trainings": settings.get("mean_of", 1),
            "network": settings["network"],
            "schedule": {**settings["schedule"], "steps": state["step"]},  # minutes may end it
            "loss_weights": settings.get("loss_weights", {}),
        },
    }


def write_card(path: Path, state: dict[str, Any], *, long_side: int) -> Path:
    """Write ``path`` with the ending .toml; measured figures are added by the evaluation."""
    card = path.with_suffix(".toml")
    beside = card.with_suffix(".part")
    beside.write_bytes(tomli_w.dumps(card_table(path, state, long_side=long_side)).encode())
    beside.replace(card)
    return card
