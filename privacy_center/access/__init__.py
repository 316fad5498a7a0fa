"""What is held about a person: on a page, and as a package to take away (Art. 15 and 20)."""

from .overview import ActivityView, SourceView, overview, record_of, source_page
from .package import write_package
from .search import Results, search
from .selection import BadChoice, Selection, choose
from .timeline import Timeline, timeline

__all__ = [
    "ActivityView",
    "BadChoice",
    "Results",
    "Selection",
    "SourceView",
    "Timeline",
    "choose",
    "overview",
    "record_of",
    "search",
    "source_page",
    "timeline",
    "write_package",
]
