"""Legal holds and the officer's decisions."""
