"""The door for ODK Collect and KoboCollect: a list of forms, the forms, their media, and submissions (OpenRosa 1.0)."""
