"""Labour migration statistics."""
