"""The log of a migrant resource centre."""
