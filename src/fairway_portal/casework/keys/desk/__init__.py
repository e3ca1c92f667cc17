"""Desk pages of offices and keys."""
