"""Proof of each choice: what was decided, on which words, and nothing about who decided it."""
