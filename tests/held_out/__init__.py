"""Labelled sets, written before the matcher and the contract check, not to be looked at while tuning."""
