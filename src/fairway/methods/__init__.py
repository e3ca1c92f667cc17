"""Methods that know nothing of migration: survey estimation, disclosure control."""
