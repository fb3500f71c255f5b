"""Training: a network learns to denoise, in numpy, step by step."""

from unerase.training.limits import Error, Exam, MeanPicture
from unerase.training.recipes import drawings_training, points_training
from unerase.training.train import Training, train
from unerase.training.trained import Trained

__all__ = [
    "Error",
    "Exam",
    "MeanPicture",
    "Trained",
    "Training",
    "drawings_training",
    "points_training",
    "train",
]
