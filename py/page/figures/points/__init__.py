"""Figure H, "Points": data in the plane, where the score can be seen."""
