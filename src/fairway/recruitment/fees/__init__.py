"""Recruitment fees: who may be asked to pay what, and the check of what a worker was asked to pay."""
