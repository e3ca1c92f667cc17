"""Pages for workers: check a fee, rate a recruiter, find help, read what others say."""
