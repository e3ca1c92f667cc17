"""Public lists of recruiters: imported, matched, compared between vintages."""
