import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.test import override_settings

from privacy_center.erasure.caching import forget_cached
from privacy_center.erasure.searching import needles
from privacy_center.subjects import Subject
from tests.testapp import factories

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
        cache.set("c", {"m": "Hello\nanna@example.com"})
        assert forget_cached(needles(["anna@example.com"])) == {}
        assert cache.get_many(["a", "c"]) == {}
        assert cache.get("b") == {"mail": "nanna@example.com"}


NOWHERE = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": "redis://127.0.0.1:9",
}


def test_a_cache_that_does_not_answer_is_named_and_stops_nothing():
    with override_settings(CACHES={"default": KINDS["memory"], "nowhere": NOWHERE}):
        caches["default"].set("a", "anna@example.com")
        assert forget_cached(needles(["anna@example.com"])) == {"nowhere": "ConnectionError"}
        assert caches["default"].get("a") is None


@pytest.mark.parametrize(("content", "told"), [(b"", {}), (b"junk", {"files": "UnpicklingError"})])
def test_behind_a_broken_entry_the_others_are_searched(content, told, tmp_path):
    files = "django.core.cache.backends.filebased.FileBasedCache"
    with override_settings(
        CACHES={"default": KINDS["memory"], "files": {"BACKEND": files, "LOCATION": str(tmp_path)}}
    ):
        for number in range(4):
            caches["files"].set(f"a{number}", "anna@example.com", None)
            (tmp_path / f"{number}0.djcache").write_bytes(content)
        assert forget_cached(needles(["anna@example.com"])) == told
        assert [caches["files"].get(f"a{number}") for number in range(4)] == [None] * 4


def test_an_erasure_is_partial_while_a_cache_cannot_be_searched(anna, erased):
    factories.member(anna)
    with override_settings(CACHES={"default": KINDS["memory"], "nowhere": NOWHERE}):
        run = erased(anna)
    (told,) = [told for told in run.receipt()["elsewhere"] if told["reason"]]
    assert run.status == "partial"
    assert (told["name"], told["status"], told["reason"]) == (
        "cache:nowhere",
        "failed",
        "ConnectionError",
    )
    again = erased(Subject.of(None, anna.emails))
    assert (again.pk, again.status) == (run.pk, "complete")
    assert told["name"] not in {held["name"] for held in again.elsewhere}
