"""Figure A, "Corrupt": any x_t in one shot, and the chain of small steps that it stands for."""
