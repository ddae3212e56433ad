"""Property tests here are not stopped by a slow moment of the machine."""

from hypothesis import settings

settings.register_profile("definition", deadline=None)
settings.load_profile("definition")
