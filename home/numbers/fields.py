"""Model fields that hold identifying numbers, and fields that no card number gets into."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from encrypted_fields.fields import EncryptedCharField

from .cards import refuse_card_number
from .hashes import number_hash
from .organisation import parse_organisation_number
from .personal import parse_personal_number
from .phones import format_phone, parse_phone


class _Parsed(models.Field):  # type: ignore[type-arg]
    """A field whose value is brought to its stored form when cleaned and when saved."""

    parse: Callable[[str], str]
    #: What is taken on trust on the way to the database, since asking again is slow.
    trusted: re.Pattern[str] | None = None

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        # Past the encrypting mixin's own clean, which marks the shared field while it works and
        # so is not safe where several threads clean at once.
        value = models.CharField.clean(self, value, model_instance)  # type: ignore[arg-type]
        return type(self).parse(value) if value else value

    def refuse(self, value: Any) -> None:
        """Raise ``ValidationError`` for a text that is no such number."""
        if isinstance(value, str) and value:
            type(self).parse(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        trusted = self.trusted is not None and self.trusted.fullmatch(str(value))
        if isinstance(value, str) and value and not trusted:
            value = type(self).parse(value)
            setattr(model_instance, self.attname, value)
        return value


class PersonalNumberField(_Parsed, EncryptedCharField):  # type: ignore[misc]
    """A personal identity or coordination number: twelve digits, encrypted at rest."""

    parse = staticmethod(parse_personal_number)


class OrganisationNumberField(_Parsed, EncryptedCharField):  # type: ignore[misc]
    """An organisation number: ten digits, encrypted at rest."""

    parse = staticmethod(parse_organisation_number)


class PhoneFormField(forms.CharField):
    """A telephone number as people read it, in the field as beside it."""

    def prepare_value(self, value: Any) -> Any:
        return format_phone(value) if isinstance(value, str) and value else value


class PhoneField(_Parsed, models.CharField):  # type: ignore[type-arg,misc]
    """A telephone number in E.164."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PhoneFormField, **kwargs})

    trusted = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
    parse = staticmethod(parse_phone)


class NumberHashField(models.CharField):  # type: ignore[type-arg]
    """The keyed hash of the first of ``sources`` that has a value, kept in step on saving."""

    def __init__(self, *args: Any, sources: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.sources = sources
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        values = (getattr(model_instance, source) for source in self.sources)
        hashed = number_hash(next((value for value in values if value), ""))
        setattr(model_instance, self.attname, hashed)
        return hashed


class _CardFree(models.Field):  # type: ignore[type-arg]
    """Refuses a full card number in forms and on every way to the database but raw SQL."""

    default_validators = [refuse_card_number]

    def refuse(self, value: Any) -> None:
        """Raise ``ValidationError`` for a value with a full card number in it."""
        if not hasattr(value, "resolve_expression"):
            refuse_card_number(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        self.refuse(value)
        return super().get_db_prep_save(value, connection)


class CardFreeCharField(_CardFree, models.CharField):  # type: ignore[type-arg,misc]
    """A line of text that is never a full card number."""


class CardFreeTextField(_CardFree, models.TextField):  # type: ignore[type-arg,misc]
    """Free text without a full card number in it."""


class CardFreeJSONField(_CardFree, models.JSONField):  # type: ignore[misc]
    """JSON without a full card number at any depth."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("encoder", DjangoJSONEncoder)
        super().__init__(*args, **kwargs)
