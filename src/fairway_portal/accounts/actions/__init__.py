"""Every change to people, their roles and their invitations: checked, whole or not at all, and recorded."""
