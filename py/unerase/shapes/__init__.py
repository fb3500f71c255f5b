"""Shapes by name: a kind (circle, heart, house …) in a style (filled, outlined, striped)."""

from unerase.shapes.drawing import PAIRS, UNSEEN, draw_all, random_shape, shape_label
from unerase.shapes.kinds import KINDS
from unerase.shapes.poses import every_pose, random_poses
from unerase.shapes.styles import STYLES

__all__ = [
    "KINDS",
    "PAIRS",
    "STYLES",
    "UNSEEN",
    "draw_all",
    "every_pose",
    "random_poses",
    "random_shape",
    "shape_label",
]
