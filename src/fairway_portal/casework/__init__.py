"""Bring a case: safe reports, their handlers, and the firewall around them."""
