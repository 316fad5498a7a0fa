"""The cookie policy page, and the blocks that keep it true to the declarations."""
