"""The encoders that a network may have, by name."""

from __future__ import annotations

from torch import Tensor

from portrait_studio.errors import StudioError
from training.networks.mobilenet import MobileNetV2
from training.networks.tiny_vit import TinyViT, load_tiny_vit

MOBILENET, TINY_VIT = ENCODERS = "mobilenet_v2", "tiny_vit"

Encoder = MobileNetV2 | TinyViT


def encoder_of(
    name: str, *, output_stride: int, inputs: int = 3, windows: tuple[int, ...]
) -> Encoder:
    """An encoder without weights.

    Parameters
    ----------
    name : str
        One of ``ENCODERS``.
    output_stride : int
        Of MobileNetV2's last level; TinyViT's is 16.
    inputs : int
        Channels that MobileNetV2 sees; TinyViT sees the three of the photo.
    windows : tuple of int
        Of TinyViT's attention (see there).
    """
    if name == TINY_VIT:
        return TinyViT(windows)
    return MobileNetV2(output_stride, inputs=inputs)


def start_from_mobile_sam(encoder: Encoder, published: dict[str, Tensor]) -> None:
    """Fill a TinyViT from MobileSAM's weights.

    Raises
    ------
    StudioError
        When the encoder is another, or some of the weights are missing.
    """
    if not isinstance(encoder, TinyViT):
        raise StudioError(f"MobileSAM's weights are for the encoder {TINY_VIT}: ask for that one.")
    load_tiny_vit(encoder, published)
