"""Six stores that never meet: their engines, safe settings, migrations and wash."""

from surveyapp.config import STORES

__all__ = ["STORES"]
