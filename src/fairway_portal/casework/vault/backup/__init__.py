"""Copies of the casework database, in a form that either database takes back; keys apart."""
