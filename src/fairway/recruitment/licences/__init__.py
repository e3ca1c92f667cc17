"""Licences of recruiters: states and acts, the rules of each country, deadlines, inspection, and signed proof."""
