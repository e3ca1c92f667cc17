"""Is this the contract I was promised? Pages for workers."""
