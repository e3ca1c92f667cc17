"""Agencies and employers: what ratings, licences, cases and jobs point to."""
