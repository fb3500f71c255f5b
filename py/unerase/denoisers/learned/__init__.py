"""The learner: a small network asked by name."""

from unerase.denoisers.learned.learned import Learned
from unerase.denoisers.learned.weights import PARAMETERS, Weights

__all__ = ["PARAMETERS", "Learned", "Weights"]
