"""Proofs of safe reporting: a slice of each in every run, the whole with FAIRWAY_PROVE=1."""
