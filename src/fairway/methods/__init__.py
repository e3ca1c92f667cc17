"""Methods that know nothing of migration."""
