"""Training: a network learns to denoise, in numpy, step by step."""
