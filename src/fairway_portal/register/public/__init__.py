"""What the public reads of the register: search, licences, changes, open data."""
