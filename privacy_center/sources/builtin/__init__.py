"""Declarations for the tables of Django, allauth and Wagtail; imported where they are installed."""
