"""Commands of `python -m fairway_portal`."""
