"""Models of this part of the register."""
