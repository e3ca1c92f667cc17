"""Reports that are released only when others name the same agency."""
