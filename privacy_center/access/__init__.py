"""What is held about a person: on a page, and as a package to take away (Art. 15 and 20)."""

from .package import write_package

__all__ = ["write_package"]
