"""One `Figure` value → SVG, HTML table, CSV, XLSX, PNG, JSON; the picture never says more than the table."""
