"""Inspections and findings, guarantees and their ledger, membership in codes of conduct."""
