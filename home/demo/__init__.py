"""The demo's content: made-up people, and a company as it might describe itself."""
