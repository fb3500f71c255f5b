"""What the visitor has chosen, and how a link spells it."""
