"""Accounts of the demo site: what allauth leaves to a site to decide."""
