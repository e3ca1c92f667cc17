"""Commands of the Monitor: `python -m fairway_portal …`."""
