"""The pages of Wagtail's admin that are no list of a model."""
