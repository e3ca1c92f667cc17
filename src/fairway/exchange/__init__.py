"""Files that cross the door: microdata in with their labels, result tables out."""
