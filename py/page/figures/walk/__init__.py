"""Figure C, "Walk back": one start, two walks, and how far they are apart."""
