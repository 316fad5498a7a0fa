"""Forms that anybody on the site may send."""
