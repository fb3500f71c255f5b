"""Training: a network learns to denoise, in numpy, step by step.

`train` is the loop; `recipes` has trainings that were tried, `limits` the exact answers that a
network can be compared with, and `Trained` is a denoiser like the others.
"""

from unerase.training.adam import Adam
from unerase.training.batches import Batch, batches
from unerase.training.limits import Error, Exam, MeanPicture
from unerase.training.losses import logistic, squared_error
from unerase.training.network import Network
from unerase.training.recipes import drawings_training, points_training
from unerase.training.targets import Ink, Target, Velocity
from unerase.training.train import Training, train
from unerase.training.trained import Trained

__all__ = [
    "Adam",
    "Batch",
    "Error",
    "Exam",
    "Ink",
    "MeanPicture",
    "Network",
    "Target",
    "Trained",
    "Training",
    "Velocity",
    "batches",
    "drawings_training",
    "logistic",
    "points_training",
    "squared_error",
    "train",
]
