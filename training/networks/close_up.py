"""The close-up network: one person of a crop, told apart from everybody else in it.

The portrait network's encoder and decoder, looking at a crop around one detection. A fourth input
channel shows the detection's box, so that the network knows whom it is asked about; two more show
where a user clicked on this person, and where on what is not; the next shows the mask that the
user saw while clicking; the last shows the boxes of the other people. Its three categories are
background, other people, and this person.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.networks.blocks import Bottleneck, conv_bn_relu, hold_statistics, resize_to
from training.networks.decoder import Decoder, Parts
from training.networks.encoders import MOBILENET, encoder_of
from training.networks.heads import FineMaps

BACKGROUND, OTHERS, OWN = 0, 1, 2
CATEGORIES = 3
BOX_CHANNEL = 3
CLICK_CHANNELS = (4, 5)  # this person's, and not this person's
MASK_CHANNEL = 6  # 1 inside, -1 outside; 0 everywhere where there is no mask yet
OTHERS_CHANNEL = 7  # 1 in the middle of another person's box, 1/2 at its rim, 0 outside all
INPUTS = 8
WINDOWS = (7, 10, 7)  # of TinyViT's attention: crops of 320 pixels have 20 cells at stride 16


@dataclass(frozen=True)
class CloseUpSettings:
    """What defines a close-up network (see :class:`training.networks.portrait.NetworkSettings`)."""

    width: int = 64
    output_stride: int = 32
    rates: tuple[int, ...] = (2, 4, 6)
    parts: Parts = field(default_factory=Parts)
    refined: bool = False
    encoder: str = MOBILENET

    @staticmethod
    def with_stride(
        output_stride: int, *, width: int = 64, refined: bool = False, encoder: str = MOBILENET
    ) -> CloseUpSettings:
        """The network whose deepest level has that stride.

        Its ASPP branches reach as many pixels of the crop as at stride 32, so that weights that
        were learned at the one stride fit the other.
        """
        rates = tuple(rate * 32 // output_stride for rate in CloseUpSettings.rates)
        return CloseUpSettings(
            width=width, output_stride=output_stride, rates=rates, refined=refined, encoder=encoder
        )

    def to_dict(self) -> dict[str, object]:
        """Plain values, for checkpoints and cards."""
        return asdict(self)

    @staticmethod
    def from_dict(values: dict[str, object]) -> CloseUpSettings:
        """The opposite of :meth:`to_dict`."""
        plain = dict(values)
        parts = Parts(**plain.pop("parts"))  # type: ignore[arg-type]
        rates = tuple(plain.pop("rates"))  # type: ignore[arg-type, var-annotated]
        return CloseUpSettings(**plain, rates=rates, parts=parts)  # type: ignore[arg-type]


@dataclass(frozen=True)
class CloseUpOutputs:
    """Logits of one forward pass over (B, 7, H, W)."""

    semantic: Tensor  # (B, 3, H/2, W/2): background, others, own
    boundary: Tensor  # (B, 1, H/2, W/2)
    quality: Tensor  # (B,): how well the own mask fits
    side_semantics: list[Tensor]  # S_1 … S_4
    side_boundaries: list[Tensor]  # B_1 … B_4

    def in_full_precision(self) -> CloseUpOutputs:
        """The same in float32: losses summed over many pixels need it."""
        return CloseUpOutputs(
            self.semantic.float(),
            self.boundary.float(),
            self.quality.float(),
            [x.float() for x in self.side_semantics],
            [x.float() for x in self.side_boundaries],
        )


class QualityHead(nn.Module):
    """How well a mask fits, from the features below it: the IoU it will have with the truth.

    Scoring masks by their predicted IoU: Huang et al., "Mask Scoring R-CNN", CVPR 2019.
    """

    def __init__(self, *, width: int) -> None:
        super().__init__()
        self.features = conv_bn_relu(width + 1, width, kernel=3)
        self.score = nn.Sequential(
            nn.Linear(2 * width, width), nn.ReLU(inplace=True), nn.Linear(width, 1)
        )

    def forward(self, features: Tensor, own: Tensor) -> Tensor:
        """(B, C, h, w) features and (B, 1, H, W) probability → (B,) logits."""
        mask = resize_to(own, features)
        x = self.features(torch.cat([features, mask], dim=1))
        inside = (x * mask).sum(dim=(2, 3)) / (mask.sum(dim=(2, 3)) + 1)
        logits: Tensor = self.score(torch.cat([x.mean(dim=(2, 3)), inside], dim=1))
        return logits[:, 0]


class Told(nn.Module):
    """What is told beside the photo (the box, the clicks, the mask, the others), at stride 4.

    It begins without a say, and enters behind the encoder's first layers, which need not learn.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.pool = nn.AvgPool2d(4)
        self.say = nn.Conv2d(INPUTS - BOX_CHANNEL, channels, 3, padding=1, bias=False)
        nn.init.zeros_(self.say.weight)

    def forward(self, image: Tensor) -> Tensor:
        """(B, 8, H, W) → (B, channels, H/4, W/4)."""
        said: Tensor = self.say(self.pool(image[:, BOX_CHANNEL:]))
        return said


class CloseUpNetwork(nn.Module):
    """Masks of one person and of the others, boundaries, and how good the mask is."""

    def __init__(self, settings: CloseUpSettings) -> None:
        super().__init__()
        self.settings = settings
        self.encoder = encoder_of(
            settings.encoder,
            output_stride=settings.output_stride,
            inputs=OTHERS_CHANNEL,  # a TinyViT is told all but the photo behind its first layers
            windows=WINDOWS,
        )
        levels = self.encoder.level_channels
        self.told = Told(levels[0])
        dilations = (1, 2) if settings.refined else ()
        self.deep = nn.Sequential(
            *(Bottleneck(levels[-1], 2 * settings.width, dilation=d) for d in dilations)
        )
        self.decoder = Decoder(
            width=settings.width,
            categories=CATEGORIES,
            parts=settings.parts,
            rates=settings.rates,
            levels=levels,
        )
        self.fine_maps = FineMaps(
            width=settings.width,
            categories=CATEGORIES,
            refined=settings.refined,
            fine=self.encoder.fine_channels,
        )
        self.quality = QualityHead(width=settings.width)

    def forward(self, image: Tensor) -> CloseUpOutputs:
        """(B, 8, H, W): the photo, the box (−1 outside and 1 inside), clicks, mask, others."""
        fine, levels = self.encoder(image[:, : self.encoder.inputs], self.told(image))
        levels[-1] = self.deep(levels[-1])
        decoded = self.decoder(levels)
        semantic, boundary = self.fine_maps(decoded.features[0], fine)
        # the mask is judged, not improved, by its quality
        own = semantic.softmax(dim=1)[:, OWN : OWN + 1].detach()
        quality = self.quality(decoded.features[1].detach(), own)
        return CloseUpOutputs(semantic, boundary, quality, decoded.semantics, decoded.boundaries)

    def train(self, mode: bool = True) -> CloseUpNetwork:
        """As in torch, but the encoder's BatchNorm statistics stay as loaded."""
        super().train(mode)
        hold_statistics(self.encoder)
        return self


def start_from(network: CloseUpNetwork, weights: dict[str, Tensor]) -> None:
    """Take over a portrait network's weights, whose person becomes both others and own.

    Or those of a close-up network that had fewer channels. The new channels begin without a say.
    What has another shape or no counterpart stays.
    """
    state = network.state_dict()
    for name, value in weights.items():
        if name not in state:
            continue
        if name == "encoder.features.0.0.weight":
            missing = OTHERS_CHANNEL - value.shape[1]
            state[name] = functional.pad(value, (0, 0, 0, 0, 0, missing))
        elif state[name].shape == value.shape:
            state[name] = value
        elif state[name].ndim and state[name].shape[0] == CATEGORIES and value.shape[0] == 2:
            state[name] = value[[0, 1, 1]]
        elif state[name].ndim > 1 and state[name].shape[1] == CATEGORIES:
            state[name] = value[:, [0, 1, 1]] * value.new_tensor([1, 0.5, 0.5])[:, None, None]
    network.load_state_dict(state)
