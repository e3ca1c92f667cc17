"""Benchmarks: each prints seconds (or counts), its goal, and the ratio to a null case or peer, in one run."""
