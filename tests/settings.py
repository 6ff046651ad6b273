"""The site's settings for tests: an own folder, jobs at once, cheap passwords."""

import os
import tempfile

FOLDER_FOR_TESTS = tempfile.mkdtemp(prefix="goldenthread-tests-")
os.environ["GOLDENTHREAD_FOLDER"] = FOLDER_FOR_TESTS
os.environ.setdefault(
    "GOLDENTHREAD_WORDS_KEY",
    "a key for tests only, never for a place, and long enough for any check",
)
os.environ.setdefault(
    "GOLDENTHREAD_SECRET_KEY",
    "a secret key for tests only, never for a place, and long enough for any check",
)

from goldenthread_web.config.settings import *  # noqa: E402,F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
