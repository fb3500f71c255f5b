"""The hero figure, "Unerase": draw, dissolve, walk back."""
