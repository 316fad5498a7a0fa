from __future__ import annotations

import pytest
from django.apps import apps

from privacy_center.sources import registry


@pytest.mark.parametrize("app", ["cookie_consent", "privacy_cookies"])
def test_no_model_of_the_cookies_is_about_a_person(app: str) -> None:
    about_people = {source.model for source in registry.sources()}
    stated = registry.nothing()
    for model in apps.get_app_config(app).get_models():
        assert model not in about_people
        assert model._meta.label_lower in stated
