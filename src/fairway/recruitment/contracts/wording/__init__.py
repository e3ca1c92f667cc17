"""The words of contracts, one module per language: cues by which terms are read, and the wording of our own models."""
