"""What the privacy centre adds to Wagtail's form pages: consent, and a purpose for each page."""

from .pages import ConsentPageMixin, SubmissionActivityMixin
from .questions import ConsentQuestionMixin

__all__ = ["ConsentPageMixin", "ConsentQuestionMixin", "SubmissionActivityMixin"]
