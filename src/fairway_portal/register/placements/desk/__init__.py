"""Pages of the desk for contracts, employers, relations and liability."""
