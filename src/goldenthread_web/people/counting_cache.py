"""Django's cache in the database, for the counts behind limits.

Its own `incr` sets a count anew for five minutes, whatever time it had, and loses one of
two that come at once: a limit by the hour was forgotten by whoever paused for five minutes.
"""

import base64
import pickle
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

MOST_TRIES = 100


class CountingCache(DatabaseCache):
    """A cache whose counts end when they were to end, and count everybody."""

    _table: str

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Return whether the key is new; of one that is known, nothing is locked or written."""
        return not self.has_key(key, version=version) and super().add(key, value, timeout, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Return the new count; its time stays. Raises ValueError if there is none."""
        for _ in range(MOST_TRIES):
            count = self.get(key, version=version)
            if count is None:
                break
            if self._replace(
                self.make_and_validate_key(key, version=version), count, count + delta
            ):
                return int(count + delta)
        raise ValueError(f"There is no count under {key!r}, or it never stands still.")

    def _replace(self, key: str, old: int, new: int) -> bool:
        """Write the new count if the old one still stands; return whether it did."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        table, value, name = map(connection.ops.quote_name, (self._table, "value", "cache_key"))
        sql = f"UPDATE {table} SET {value} = %s WHERE {name} = %s AND {value} = %s"  # noqa: S608 - our own names
        with connection.cursor() as cursor:
            cursor.execute(sql, [self._written(new), key, self._written(old)])
            return bool(cursor.rowcount)

    def _written(self, count: int) -> str:
        return base64.b64encode(pickle.dumps(count, self.pickle_protocol)).decode("ascii")
