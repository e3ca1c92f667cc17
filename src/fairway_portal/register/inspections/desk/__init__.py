"""Pages of the desk: guarantees, inspections, codes of conduct, and what an agency answers to findings."""
