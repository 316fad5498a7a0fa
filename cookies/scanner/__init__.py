"""Proves the declarations in a real browser: what is stored and fetched, against what is said."""
