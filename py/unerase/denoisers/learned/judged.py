"""What the learner's drawings owe to its training, as `tools/learner/evaluate.py` wrote it here."""

NEARER = 0.5328
"""The share of its drawings to which the training drawings are nearer than as many that it never
saw; ½ by chance."""

COPIES = 0.0115
"""The share of its drawings that are a training drawing, cell for cell."""
