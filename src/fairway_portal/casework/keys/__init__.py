"""Who can open reports: offices, their people’s public keys, proofs that the keys are still at hand."""
