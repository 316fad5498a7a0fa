"""What is held about a person: on a page, and as a package to take away (Art. 15 and 20)."""

from .overview import ActivityView, SourceView, overview, record_of, source_page
from .package import write_package

__all__ = [
    "ActivityView",
    "SourceView",
    "overview",
    "record_of",
    "source_page",
    "write_package",
]
