"""The pages of a questionnaire: choose a language, begin, answer, check, send."""
