"""People of organisations, what each may do, and a record of what they did; workers have no account."""
