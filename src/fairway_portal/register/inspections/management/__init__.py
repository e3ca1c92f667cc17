"""Management commands of inspections and guarantees."""
