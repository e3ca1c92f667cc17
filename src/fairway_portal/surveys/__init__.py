"""Answer a questionnaire: pages without scripts, ODK Collect, paper forms entered in bulk; any `Questionnaire`."""
