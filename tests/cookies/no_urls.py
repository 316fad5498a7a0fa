"""A URLconf without the cookie choices."""

urlpatterns: list[object] = []
