"""SDMX: structures as values, data and structure messages in its formats, and what a query of its REST API asks."""
