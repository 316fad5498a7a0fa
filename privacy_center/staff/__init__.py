"""The Wagtail admin: the processing records for editors, the office of the privacy officer."""
