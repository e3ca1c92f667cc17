"""Pages of the desk about public lists."""
