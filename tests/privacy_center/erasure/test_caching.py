import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.test import override_settings

from privacy_center.erasure.caching import forget_cached
from privacy_center.erasure.searching import needles

pytestmark = pytest.mark.django_db

KINDS = {
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "table": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_of_a_test",
    },
}


@pytest.mark.parametrize("kind", ["memory", "table", "files"])
def test_what_names_the_person_is_thrown_out_and_nothing_else(kind, tmp_path):
    files = "django.core.cache.backends.filebased.FileBasedCache"
    chosen = KINDS.get(kind) or {"BACKEND": files, "LOCATION": str(tmp_path)}
    with override_settings(CACHES={"default": chosen}):
        if kind == "table":
            call_command("createcachetable", verbosity=0)
        cache.set("a", {"mail": ["Anna@example.com, " + "x" * 50]})
        cache.set("b", {"mail": "nanna@example.com"})
        assert forget_cached(needles(["anna@example.com"])) == 1
        assert cache.get("a") is None
        assert cache.get("b") == {"mail": "nanna@example.com"}


def test_a_cache_that_does_not_answer_stops_nothing():
    nowhere = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:9",
    }
    with override_settings(CACHES={"default": nowhere}):
        assert forget_cached(needles(["anna@example.com"])) == 0
        assert caches["default"]
