"""Figure G, "Samplers": four ways back from one noise, for the same number of denoiser calls."""
