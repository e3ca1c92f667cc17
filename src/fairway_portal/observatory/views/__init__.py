"""Views: parse the address, ask, hand a typed page to its template."""
