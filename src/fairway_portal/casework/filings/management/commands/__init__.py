"""Management commands of licensing."""
