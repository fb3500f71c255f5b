"""Figure B, "Estimate": one answer as noise, as a picture and as a score, and what errors do."""
