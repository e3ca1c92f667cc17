"""Over-qualification, brain waste, and the profile of returned workers."""
