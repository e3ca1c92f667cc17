"""Who recruited whom for whom: relations, contracts, and who is liable for a claim."""
