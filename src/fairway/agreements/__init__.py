"""Agreements between countries of origin and destination."""
