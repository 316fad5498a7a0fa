"""Builds the site's pages in both languages; a page that is there already is left alone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cookies.models import CookiePolicyPage
from home.models import (
    ContactFormField,
    ContactPage,
    CourseIndexPage,
    CoursePage,
    HomePage,
    NewsletterPage,
    StandardPage,
)
from privacy_center.activities.models import ProcessingActivity
from privacy_center.formpages.questions import CONSENT
from privacy_center.policy.models import PrivacyPolicyPage

from . import cookie_text, page_text, policy_text
from .cookie_groups import load_film
from .words import LANGUAGES, Words

HOME_SLUGS = Words("auxentum", "auxentum-en")


def load_site(locales: dict[str, Locale]) -> Site:
    """Both front pages with all that stands under them, and the site that serves them."""
    load_film()
    fronts = {language: _front(language, locales) for language in LANGUAGES}
    site = _site(fronts["sv"])
    for language, front in fronts.items():
        _fill(front, language)
    return site


def _front(language: str, locales: dict[str, Locale]) -> HomePage:
    slug = HOME_SLUGS.in_language(language)
    found: HomePage | None = HomePage.objects.filter(slug=slug).first()
    if found is not None:
        return found
    page = HomePage(
        title="Auxentum",
        slug=slug,
        locale=locales[language],
        heading=page_text.HEADING.in_language(language),
        lead=page_text.LEAD.in_language(language),
        button_text=page_text.BUTTON.in_language(language),
    )
    swedish = HomePage.objects.filter(slug=HOME_SLUGS.sv).first()
    if swedish is not None:
        page.translation_key = swedish.translation_key
    Page.get_first_root_node().add_child(instance=page)
    return page


def _site(front: HomePage) -> Site:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site: Site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != front.pk:
        welcome = site.root_page if site.pk else None
        site.root_page, site.site_name = front, "Auxentum"
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.save()
        # What Wagtail's own installation put there: a page of no kind, with nothing under it.
        if welcome is not None and welcome.specific_class is Page and welcome.is_leaf():
            welcome.delete()
    return site


def _fill(front: HomePage, language: str) -> None:
    def say(words: Words) -> str:
        return words.in_language(language)

    courses = _under(
        front,
        CourseIndexPage,
        say(Words("kurser", "courses")),
        title=say(page_text.COURSES_TITLE),
        lead=say(page_text.COURSES_LEAD),
    )
    for course in page_text.COURSES:
        _under(
            courses,
            CoursePage,
            say(course.slug),
            show_in_menus=False,
            title=say(course.title),
            lead=say(course.lead),
            length=say(course.length),
            price=say(Words("Gratis att prova", "Free to try")),
            body=page_text.prose(course.body, language),
            consent_text=say(page_text.TRIAL_CONSENT),
        )
    _under(
        front,
        StandardPage,
        say(Words("om-oss", "about-us")),
        title=say(page_text.ABOUT_TITLE),
        lead=say(page_text.ABOUT_LEAD),
        body=page_text.about_body(language),
    )
    newsletter = _under(
        front,
        NewsletterPage,
        say(Words("nyhetsbrev", "newsletter")),
        title=say(page_text.NEWSLETTER_TITLE),
        lead=say(page_text.NEWSLETTER_LEAD),
        consent_text=say(page_text.NEWSLETTER_CONSENT),
    )
    policy = _under(
        front,
        PrivacyPolicyPage,
        say(Words("integritetspolicy", "privacy-policy")),
        publish=False,
        title=say(policy_text.TITLE),
        introduction=say(policy_text.INTRODUCTION),
        body=policy_text.policy_body(language),
    )
    contact = _contact(front, language)
    _under(
        contact,
        CookiePolicyPage,
        say(Words("cookiepolicy", "cookie-policy")),
        title=say(cookie_text.TITLE),
        introduction=say(cookie_text.INTRODUCTION),
        body=cookie_text.cookie_body(language),
    )
    _finish_front(
        front, language, courses, {"policy": policy, "contact": contact, "newsletter": newsletter}
    )


def _contact(front: HomePage, language: str) -> ContactPage:
    fields = [
        ContactFormField(
            clean_name=name, label=label.in_language(language), field_type=kind, sort_order=order
        )
        for order, (name, label, kind) in enumerate(page_text.CONTACT_FIELDS)
    ]
    page: ContactPage = _under(
        front,
        ContactPage,
        Words("kontakt", "contact").in_language(language),
        title=page_text.CONTACT_TITLE.in_language(language),
        lead=page_text.CONTACT_LEAD.in_language(language),
        aside=page_text.CONTACT_ASIDE.in_language(language),
        thanks=page_text.CONTACT_THANKS.in_language(language),
        notify_address="kontakt@auxentum.se",
        form_fields=fields,
    )
    return page


def ask_for_newsletter() -> None:
    """Offer the newsletter in the contact forms, once its activity is published."""
    activity = ProcessingActivity.objects.get(slug="newsletter")
    for page in ContactPage.objects.all():
        if page.form_fields.filter(field_type=CONSENT).exists():
            continue
        language = page.locale.language_code
        page.form_fields.add(
            ContactFormField(
                clean_name="newsletter",
                label=page_text.CONTACT_CONSENT.in_language(language),
                field_type=CONSENT,
                help_text=page_text.CONTACT_CONSENT_HELP.in_language(language),
                required=False,
                consent_activity=activity,
                consent_wording=page_text.NEWSLETTER_CONSENT.in_language(language),
                sort_order=len(page_text.CONTACT_FIELDS),
            )
        )
        page.save_revision(log_action=False).publish()


def _finish_front(front: HomePage, language: str, courses: Page, leads_to: dict[str, Page]) -> None:
    """What links to pages that did not exist when the front page was made."""
    if front.button_page_id is not None:
        return
    front.button_page = courses
    cards = [
        {
            "title": title.in_language(language),
            "text": text.in_language(language),
            "page": leads_to[target],
        }
        for target, title, text in page_text.TRUST_CARDS
    ]
    heading = page_text.TRUST_HEADING.in_language(language)
    front.body = [("cards", {"heading": heading, "cards": cards})]
    _publish(front)


def _under(
    parent: Page,
    model: type[Page],
    slug: str,
    *,
    show_in_menus: bool = True,
    publish: bool = True,
    **fields: Any,
) -> Any:
    """The child of ``parent`` with this slug, made and published where it is missing.

    What is not to be published yet is left a draft. The first of its kind in the other language's
    tree is what it translates.
    """
    found = model.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    page = model(
        slug=slug, locale=parent.locale, show_in_menus=show_in_menus, live=publish, **fields
    )
    twin = _twin(parent, model)
    if twin is not None:
        page.translation_key = twin.translation_key
    parent.add_child(instance=page)
    if publish:
        _publish(page)
    return page


def _twin(parent: Page, model: type[Page]) -> Page | None:
    """The page of the other language in the same place: as many of its kind before it."""
    other = parent.get_translations().first()
    if other is None:
        return None
    before = model.objects.child_of(parent).count()
    twin: Page | None = model.objects.child_of(other).order_by("path")[before : before + 1].first()
    return None if twin is None or twin.has_translation(parent.locale) else twin


def _publish(page: Page) -> None:
    page.save_revision(log_action=False).publish(log_action=False)
