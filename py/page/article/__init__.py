"""What the article's sentences need of the engine."""
