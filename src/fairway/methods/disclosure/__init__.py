"""Disclosure control of tables: what is unsafe, how it is protected, and proof that it is."""
