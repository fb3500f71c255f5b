"""The figure "The unseen drawing": what denoisers make of a drawing that is not on the shelf."""
