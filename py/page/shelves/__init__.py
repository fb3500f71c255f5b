"""The visitor's shelf: what is on it, how it is kept, and the panel that shows it."""
