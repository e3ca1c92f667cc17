"""One figure, many forms."""
