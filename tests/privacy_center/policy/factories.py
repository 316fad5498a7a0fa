"""A site with two languages, its processing records, and a policy page in each language."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page, Site

from privacy_center.activities.choices import LegalBasis, Preset, RecipientRole
from privacy_center.activities.models import (
    ActivityText,
    CategoryText,
    Controller,
    DataCategory,
    ProcessingActivity,
    Recipient,
    RecipientText,
)
from privacy_center.policy.models import PrivacyPolicyPage

LANGUAGES = ("sv", "en")


def locales() -> dict[str, Locale]:
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}


def make_activity(slug: str, **values: Any) -> ProcessingActivity:
    """An activity with a title in each language; give texts as ``sv={…}``, ``en={…}``."""
    texts = {code: {"title": f"{slug} {code}"} | values.pop(code, {}) for code in LANGUAGES}
    categories, recipients = values.pop("categories", ()), values.pop("recipients", ())
    defaults: dict[str, Any] = {"legal_basis": LegalBasis.LEGITIMATE_INTEREST}
    activity = ProcessingActivity(slug=slug, **defaults | values)
    activity.apply_preset()
    activity.save()
    for code, locale in locales().items():
        words = {"purpose": f"purpose of {slug} in {code}"} | texts[code]
        ActivityText.objects.create(activity=activity, locale=locale, **words)
    activity.categories.set(categories)
    activity.recipients.set(recipients)
    activity.save()
    return activity


def make_bookkeeping(slug: str = "purchases", **values: Any) -> ProcessingActivity:
    return make_activity(
        slug,
        preset=Preset.BOOKKEEPING,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        legal_reference="Bokföringslagen (1999:1078) 7 kap. 2 §",
        **values,
    )


def make_support(**values: Any) -> ProcessingActivity:
    values = {"period_value": 2, "period_unit": "years"} | values
    return make_activity(
        "customer-service",
        sv={"title": "Kundservice", "counts_from_text": "den dag ärendet stängdes"},
        en={"title": "Customer service", "counts_from_text": "the day the case was closed"},
        **values,
    )


def make_category(slug: str) -> DataCategory:
    category = DataCategory.objects.create(slug=slug)
    for code, locale in locales().items():
        CategoryText.objects.create(category=category, locale=locale, title=f"{slug} {code}")
    return category


def make_recipient(slug: str, **values: Any) -> Recipient:
    defaults = {"role": RecipientRole.PROCESSOR, "country": "SE"}
    recipient = Recipient.objects.create(slug=slug, **defaults | values)
    for code, locale in locales().items():
        RecipientText.objects.create(recipient=recipient, locale=locale, name=f"{slug} {code}")
    return recipient


def make_controller(**values: Any) -> Controller:
    defaults = {
        "name": "Auxentum",
        "contact_email": "kontakt@example.com",
        "authority_name": "IMY",
        "authority_url": "https://www.imy.se/",
    }
    site = Site.objects.get(is_default_site=True)
    return Controller.objects.update_or_create(site=site, defaults=defaults | values)[0]


def make_pages(**values: Any) -> dict[str, PrivacyPolicyPage]:
    """A published policy under the site's root page, in Swedish and in English."""
    site = Site.objects.get(is_default_site=True)
    pages = {}
    for code, locale in locales().items():
        root = _root(site, locale)
        page = PrivacyPolicyPage(title=f"Policy {code}", slug="policy", locale=locale, **values)
        if "sv" in pages:
            page.translation_key = pages["sv"].translation_key
        root.add_child(instance=page)
        page.save_revision().publish()
        pages[code] = PrivacyPolicyPage.objects.get(pk=page.pk)
    return pages


def _root(site: Site, locale: Locale) -> Page:
    if site.root_page.locale_id == locale.pk:
        return site.root_page
    found = site.root_page.get_translation_or_none(locale)
    if found:
        return found
    root = Page(
        title=f"Home {locale.language_code}",
        slug=f"home-{locale.language_code}",
        locale=locale,
        translation_key=site.root_page.translation_key,
    )
    Page.get_first_root_node().add_child(instance=root)
    Site.clear_site_root_paths_cache()
    return root
