"""International standards, ratifications, rights and policy indices."""
