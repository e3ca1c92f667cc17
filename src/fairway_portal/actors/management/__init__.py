"""Management commands of the room of actors."""
