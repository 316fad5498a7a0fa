"""What a site stores in its visitors' browsers, and why: the one place that says it."""
