"""Ratings of recruiters by workers: what is asked, how it is scored and published, how attacks are held off."""
