"""The paper's own figures, quoted for orientation; its photos are not public.

L. Zhu, T. Wang, E. Aksu, J.-K. Kämäräinen, *Portrait Instance Segmentation for Mobile Devices*
(Tampere University / Nokia).
"""

VOC_MIOU: tuple[tuple[str, float], ...] = (
    ("DeepLabv3-MobileNetV2", 75.32),
    ("the paper's network", 76.80),
)
"""Mean IoU on PASCAL VOC 2012 val, in percent."""

PORTRAIT_MIOU: tuple[tuple[str, float], ...] = (
    ("FCN person", 73.09),
    ("PortraitFCN", 94.20),
    ("PortraitFCN+", 95.91),
    ("the paper's network, without portrait training", 92.50),
    ("the paper's network", 95.37),
)
"""Mean IoU on the paper's portrait val photos, in percent."""

PEOPLE_LEVELS = ("AP", "AP50", "AP60", "AP70", "AP80", "AP90")

PEOPLE_AP: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("Mask R-CNN", (78.2, 97.8, 97.8, 97.8, 90.7, 34.2)),
    ("FCIS", (78.6, 93.0, 90.5, 90.5, 88.7, 62.7)),
    ("the paper's pipeline", (85.1, 97.5, 96.5, 95.4, 92.0, 67.8)),
)
"""Average precision on the paper's 50 photos of several people, in percent."""
