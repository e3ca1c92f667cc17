"""What every survey module shares: how questions get their words in six languages, and how answers are read."""
