"""Policy pages: prose by an editor, and live blocks that read the processing records."""

from .current import PolicyInfo, current_policy

__all__ = ["PolicyInfo", "current_policy"]
