"""The figure "More cloth": one pattern, and the weaver's cloths of it at seven windows."""
