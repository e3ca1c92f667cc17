"""Pages of the desk of licensing: the officers’, the supervisors’, the panel’s, and an agency’s own."""
