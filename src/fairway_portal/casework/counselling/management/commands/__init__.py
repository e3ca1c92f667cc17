"""Commands of the log of a resource centre."""
