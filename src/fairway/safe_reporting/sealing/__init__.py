"""Sealing: age envelopes (the format that `age` and every tool beside it reads), padded, bound to their report."""
