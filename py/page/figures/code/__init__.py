"""Figure M, "The code": read, change and run the numpy that made the pictures."""
