"""Answers on paper, entered in bulk."""
