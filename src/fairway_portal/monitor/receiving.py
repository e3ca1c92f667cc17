"""A rating arrives: from the answers of a submission to a row that counts."""
