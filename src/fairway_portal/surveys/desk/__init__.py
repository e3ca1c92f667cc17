"""The owner's desk."""
