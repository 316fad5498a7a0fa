"""A visitor's own choice: the form, and the request that stores it."""
