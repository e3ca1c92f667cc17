"""A worker comes back with her receipt."""
