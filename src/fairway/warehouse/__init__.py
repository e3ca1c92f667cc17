"""Custody of tables: received → typed → harmonised → published, in immutable vintages that name their origin."""
