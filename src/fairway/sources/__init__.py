"""One small module per data provider, holding that provider's quirks and nothing else."""
