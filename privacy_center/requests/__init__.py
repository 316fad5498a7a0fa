"""A person's request: its states, its deadline, its timeline."""

from .deadlines import deadline, extended_deadline
from .erasing import request_erasure, start_erasure
from .models import Channel, Kind, PrivacyRequest, RequestEvent, State
from .queries import requests_of
from .verbs import NotAllowed, change_state, done_at_once, open_erasure_of, open_request

__all__ = [
    "Channel",
    "Kind",
    "NotAllowed",
    "PrivacyRequest",
    "RequestEvent",
    "State",
    "change_state",
    "deadline",
    "done_at_once",
    "extended_deadline",
    "open_erasure_of",
    "open_request",
    "request_erasure",
    "requests_of",
    "start_erasure",
]
