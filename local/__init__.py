"""Waqai on one machine: the functions' own handlers over an embedded, durable local cloud."""
