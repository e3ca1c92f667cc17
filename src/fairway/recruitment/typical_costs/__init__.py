"""Typical recruitment costs by corridor, sector or occupation and channel: protected, and compared between channels."""
