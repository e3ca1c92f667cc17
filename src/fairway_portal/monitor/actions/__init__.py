"""What moderators, agencies and those who keep the list of helpers change: each with a reason, in one transaction."""
