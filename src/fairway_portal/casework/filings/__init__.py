"""Signed tokens and the public log by which nobody can deny that a report was filed."""
