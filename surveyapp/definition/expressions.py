"""Show-if conditions: one small grammar, its parser and what it means."""


class Expression:
    """A condition over earlier answers."""
