"""A worker files a report, step by step, without an account."""
