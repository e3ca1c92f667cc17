"""Pages of the desk: the work-list of an office, and one page for each case."""
