"""Licences, their history, proposals of two people, appeals, and the officer's desk."""
