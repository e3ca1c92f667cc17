"""Pages of the owner's desk."""
