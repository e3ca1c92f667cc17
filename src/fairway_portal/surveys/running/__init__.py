"""A questionnaire asked page by page, without a script and without a cookie."""
