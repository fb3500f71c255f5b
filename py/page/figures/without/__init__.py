"""Figure F, "Without the oracle": one noise, several denoisers that do not know the drawing."""
