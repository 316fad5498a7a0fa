"""Permission policies for what the admin only shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view, views; nobody adds, changes or deletes, not even a superuser."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether ``user`` may: only ever to view."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether ``user`` may do one of ``actions``, as :meth:`user_has_permission` has it."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for one record."""
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        """The same for one record."""
        return self.user_has_any_permission(user, actions)


class NoDeletePolicy(ModelPermissionPolicy):
    """Django's permissions, but nobody deletes: what was decided stays on record."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether ``user`` may; never to delete."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether ``user`` may do one of ``actions``, as :meth:`user_has_permission` has it."""
        return any(self.user_has_permission(user, action) for action in actions)
