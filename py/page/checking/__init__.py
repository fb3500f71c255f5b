"""The page checks itself: what it claims, tried in the visitor's own browser."""
