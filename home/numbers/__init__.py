"""Numbers that identify: personal, organisation, telephone and card numbers."""

from .cards import holds_card_number, refuse_card_number
from .organisation import format_organisation_number, parse_organisation_number
from .personal import format_personal_number, mask_personal_number, parse_personal_number
from .phones import format_phone, parse_phone

__all__ = [
    "format_organisation_number",
    "format_personal_number",
    "format_phone",
    "holds_card_number",
    "mask_personal_number",
    "parse_organisation_number",
    "parse_personal_number",
    "parse_phone",
    "refuse_card_number",
]
