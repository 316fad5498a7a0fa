"""Keeping scripts and embedded content inert until their group is accepted."""
