"""What holds for every test: how long one takes says nothing on a shared machine."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
