"""Pages of the desk that every room shares."""
