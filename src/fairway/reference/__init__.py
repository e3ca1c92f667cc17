"""Code lists: places, occupations, industries, education, instruments."""
