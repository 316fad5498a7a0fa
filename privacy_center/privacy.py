"""The built-in declarations: Django's, allauth's, Wagtail's and the plugin's own tables."""
