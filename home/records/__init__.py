"""The records that a company like this one holds about people."""
