"""Ratings of recruiters by workers: what is asked, how it is scored, what is published, and how attacks are held off."""
