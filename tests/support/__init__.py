"""What the page tests share."""
