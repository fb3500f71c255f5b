"""The figure "Learn": a network that learns to denoise, beside the theory that bounds it."""
