"""Pages of the desk: requests of authorities."""
