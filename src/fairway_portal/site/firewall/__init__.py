"""The firewall, computed from the code of this portal: what leads from whom to which field."""
