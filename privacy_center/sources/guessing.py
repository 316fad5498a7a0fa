"""Which fields are likely about people, by their type and their name: to rank, never to decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Guess:
    """What a field may hold: a data category, how likely (1 to 10), and why one thinks so."""

    category: str
    weight: int
    because: Any


_TO_USER = Guess("identity", 10, _("leads to an account"))
_EMAIL = Guess("contact", 10, _("an e-mail address"))
_NUMBER = Guess("identification", 10, _("a personal identity number"))
_ADDRESS_OF_DEVICE = Guess("technical", 9, _("an IP address or a device"))
_PHONE = Guess("contact", 9, _("a telephone number"))
_NAME = Guess("identity", 8, _("a person's name"))
_PLACE = Guess("contact", 7, _("an address"))
_BIRTH = Guess("identity", 8, _("a birthday or an age"))
_PAYMENT = Guess("payment", 8, _("a payment"))
_SECRET = Guess("technical", 6, _("a key or a token"))
_FILE = Guess("user-content", 4, _("a file"))
_JSON = Guess("free-text", 4, _("JSON may hold anything"))
_TEXT = Guess("free-text", 3, _("free text may hold anything"))

#: Words of a field's name (English and Swedish), in order: the first that is met decides.
_WORDS: tuple[tuple[str, Guess], ...] = (
    ("e_?mail|epost|e_post", _EMAIL),
    ("personal_?(number|id)|national_id|personnummer|pnr|samordningsnummer", _NUMBER),
    ("ssn|social_security|passport|organisation_?number|orgnr", _NUMBER),
    ("phone|telephone|telefon|mobile|mobil|fax", _PHONE),
    ("ip|ip_address|user_agent|device|fingerprint", _ADDRESS_OF_DEVICE),
    ("birth|birthday|born|dob|age|fodd|gender|sex|kon|nationality", _BIRTH),
    ("card|iban|bank|account_number|konto|kontonummer", _PAYMENT),
    ("street|postal|postcode|zip|zipcode|city|address|adress|gata|ort|postnummer", _PLACE),
    ("latitude|longitude|location", _PLACE),
    ("(first|last|full|sur|family|given|user|nick|display|contact|customer)_?name", _NAME),
    ("namn|fornamn|efternamn|signature|nickname|author|recipient|sender|contact", _NAME),
    ("token|password|secret|session_key|api_key", _SECRET),
)
_PATTERNS = [(re.compile(rf"(?:^|_)(?:{words})(?:_|$|\d)"), found) for words, found in _WORDS]

#: Field names that mean a person's name only where they stand alone.
_ALONE = {"name": _NAME, "namn": _NAME}

#: Longer texts are free text; shorter ones are codes and titles.
_LONG = 500


def guess(field: models.Field[Any, Any]) -> Guess | None:
    """What ``field`` may hold of a person; None where nothing speaks for it."""
    if field.is_relation:
        user = get_user_model()
        to_user = isinstance(field.related_model, type) and issubclass(field.related_model, user)
        return _TO_USER if to_user else None
    if isinstance(field, models.EmailField):
        return _EMAIL
    if isinstance(field, models.GenericIPAddressField):
        return _ADDRESS_OF_DEVICE
    textual = isinstance(field, (models.CharField, models.TextField))
    if textual or not isinstance(field, models.BooleanField):
        for pattern, found in _PATTERNS:
            if pattern.search(field.name) and _can_hold(field, found):
                return found
    if textual and not field.choices and field.name in _ALONE:
        return _ALONE[field.name]
    return _by_type(field)


def _can_hold(field: models.Field[Any, Any], found: Guess) -> bool:
    """A date is a birthday but no name; a choice is no free words."""
    if found is _BIRTH:
        return True
    if isinstance(field, (models.DateField, models.TimeField, models.DurationField)):
        return False
    return not field.choices


def _by_type(field: models.Field[Any, Any]) -> Guess | None:
    if isinstance(field, models.FileField):
        return _FILE
    if isinstance(field, models.JSONField):
        return _JSON
    if isinstance(field, models.TextField):
        return _TEXT
    if isinstance(field, models.CharField) and not field.choices and not _is_short(field):
        return _TEXT
    return None


def _is_short(field: models.CharField[Any, Any]) -> bool:
    return field.max_length is not None and field.max_length < _LONG
