"""Design-based estimation from complex surveys: the microdata are summed once, everything else comes from the sums."""
