"""The register: who may recruit, who is liable, what was promised, and who was barred."""
