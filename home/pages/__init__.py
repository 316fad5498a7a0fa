"""The kinds of pages that the company's editors write."""
