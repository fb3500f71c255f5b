"""The learner's training: offline, in PyTorch, and not needed to build the site."""
