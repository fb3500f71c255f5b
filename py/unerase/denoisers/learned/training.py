"""How the learner was trained, and how far its drawings are from its training.

Copied from what tools/learner wrote (loss.json, report.json); a test compares them.
"""

TRAINED = {"drawings": 24_400, "steps": 6_349, "batch": 128, "minutes": 34}
"""So many drawings, in steps of a batch each, on two cores."""

NEARER = 0.5328
"""The share of the learner's drawings that are nearer to its training than to held-out drawings.

One half by chance.
"""

COPIES = 0.0115
"""The share of the learner's drawings that copy a training drawing exactly."""
