"""The portrait network: encoder, decoder and heads put together."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from torch import Tensor, nn

from training.networks.blocks import hold_statistics
from training.networks.decoder import Decoder, Parts
from training.networks.encoders import MOBILENET, encoder_of
from training.networks.heads import FineMaps, PeopleHead

WINDOWS = (7, 14, 7)  # of TinyViT's attention: as its weights were learned


@dataclass(frozen=True)
class NetworkSettings:
    """What defines a portrait network.

    Attributes
    ----------
    width : int
        Channels of the decoder; 256 in the paper, 64 for plain CPUs.
    categories : int
        2 for person or not, 21 for PASCAL VOC.
    output_stride : int
        16 or 32, of the encoder's last level.
    rates : tuple of int
        Dilations of the ASPP branches.
    parts : Parts
        CGCA, CGBE and SBF, each on or off.
    encoder : str
        One of :data:`training.networks.encoders.ENCODERS`.
    """

    width: int = 64
    categories: int = 2
    output_stride: int = 32
    rates: tuple[int, ...] = (3, 6, 12)
    parts: Parts = field(default_factory=Parts)
    encoder: str = MOBILENET

    def to_dict(self) -> dict[str, object]:
        """Plain values, for checkpoints and cards."""
        return asdict(self)

    @staticmethod
    def from_dict(values: dict[str, object]) -> NetworkSettings:
        """The opposite of :meth:`to_dict`."""
        plain = dict(values)
        parts = Parts(**plain.pop("parts"))  # type: ignore[arg-type]
        rates = tuple(plain.pop("rates"))  # type: ignore[arg-type, var-annotated]
        return NetworkSettings(**plain, rates=rates, parts=parts)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Outputs:
    """Logits and boxes of one forward pass over (B, 3, H, W)."""

    semantic: Tensor  # (B, N, H/2, W/2) logits
    boundary: Tensor  # (B, 1, H/2, W/2) logits
    centre: Tensor  # (B, 1, H/8, W/8) logits
    boxes: Tensor  # (B, 4, H/8, W/8) row0, col0, row1, col1 in input pixels
    side_semantics: list[Tensor]  # S_1 … S_4
    side_boundaries: list[Tensor]  # B_1 … B_4

    def in_full_precision(self) -> Outputs:
        """The same in float32: losses summed over many pixels need it."""
        return Outputs(
            self.semantic.float(),
            self.boundary.float(),
            self.centre.float(),
            self.boxes.float(),
            [x.float() for x in self.side_semantics],
            [x.float() for x in self.side_boundaries],
        )


class PortraitNetwork(nn.Module):
    """Person mask, boundary map and people in one forward pass."""

    def __init__(self, settings: NetworkSettings) -> None:
        super().__init__()
        self.settings = settings
        self.encoder = encoder_of(
            settings.encoder, output_stride=settings.output_stride, windows=WINDOWS
        )
        self.decoder = Decoder(
            width=settings.width,
            categories=settings.categories,
            parts=settings.parts,
            rates=settings.rates,
            levels=self.encoder.level_channels,
        )
        self.fine_maps = FineMaps(
            width=settings.width,
            categories=settings.categories,
            fine=self.encoder.fine_channels,
        )
        self.people = PeopleHead(width=settings.width)

    def forward(self, image: Tensor) -> Outputs:
        """(B, 3, H, W) normalised, H and W multiples of 32."""
        fine, levels = self.encoder(image)
        decoded = self.decoder(levels)
        semantic, boundary = self.fine_maps(decoded.features[0], fine)
        centre, boxes = self.people(decoded.features[1])
        return Outputs(semantic, boundary, centre, boxes, decoded.semantics, decoded.boundaries)

    def train(self, mode: bool = True) -> PortraitNetwork:
        """As in torch, but the encoder's BatchNorm statistics stay as loaded."""
        super().train(mode)
        hold_statistics(self.encoder)
        return self
