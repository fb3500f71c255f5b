"""The page while you work on it: `make dev` runs it."""
