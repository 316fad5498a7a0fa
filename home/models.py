"""The demo company's tables: its pages, and the records it holds about people."""

from .pages.contact import ContactFormField, ContactPage
from .pages.courses import CourseIndexPage, CoursePage
from .pages.front import HomePage
from .pages.newsletter import NewsletterPage
from .pages.standard import StandardPage
from .records.assignments import Assignment
from .records.ledger import LedgerEntry
from .records.marketing import MarketingProfile
from .records.newsletter import NewsletterIssue, NewsletterSubscription
from .records.orders import Order, OrderLine
from .records.support import SupportCase
from .records.trials import CourseTrial

__all__ = [
    "Assignment",
    "ContactFormField",
    "ContactPage",
    "CourseIndexPage",
    "CoursePage",
    "CourseTrial",
    "HomePage",
    "LedgerEntry",
    "MarketingProfile",
    "NewsletterIssue",
    "NewsletterPage",
    "NewsletterSubscription",
    "Order",
    "OrderLine",
    "StandardPage",
    "SupportCase",
]
