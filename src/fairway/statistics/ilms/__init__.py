"""The ILO's International Labour Migration Statistics tables, from a national survey in one chain."""
