"""Employment contracts of migrant workers: their terms, what the law asks of them, and whether a promise was kept."""
