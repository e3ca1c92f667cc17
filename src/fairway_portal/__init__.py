"""The Fairway portal: what a person comes to do."""
