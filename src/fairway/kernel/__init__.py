"""Values that every subject shares: they import nothing but the standard library."""
