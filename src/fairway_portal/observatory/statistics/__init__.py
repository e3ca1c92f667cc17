"""The explorer of survey statistics: find a table, filter it, read it, take it away. Every view is an address."""
