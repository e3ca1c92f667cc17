"""The Migrant Recruitment Monitor: check a fee, rate a recruiter, read what workers say, answer it."""
