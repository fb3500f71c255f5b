"""Figure D, "Two schedules": one drawing and one noise, dissolved by two plans side by side."""
