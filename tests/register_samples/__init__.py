"""Samples of the parts of the register for the permission matrix."""
