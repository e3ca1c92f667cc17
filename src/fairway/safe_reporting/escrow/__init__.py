"""Information escrow: a report waits until others name the same agency, and nobody who holds it can read it."""
