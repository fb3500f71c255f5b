"""Taking a figure along: as a link, as a piece of another page."""
