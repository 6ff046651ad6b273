"""What a form is made of: each change of a part gives the form a new stamp.

Each process keeps forms in memory under their stamp, which it reads anew for each
request: so what an officer changes is asked differently from the next page on.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from django.db import models

from goldenthread_web.engagement.models.exercise import Engagement

Part = TypeVar("Part", bound="FormPart")


def _renew(forms: Iterable[int]) -> None:
    # By chance, not by counting: the stamp of a change that was rolled back never comes again.
    Engagement.objects.filter(pk__in=forms).update(form_stamp=uuid4())


class FormPartQuerySet(models.QuerySet[Part]):
    """Parts of forms. The stamp is new after they change, not before: nobody keeps the old form."""

    def forms(self) -> set[int]:
        """Return the engagements that these parts are asked in."""
        return set(self.order_by().values_list(self.model.way_to_engagement, flat=True))

    def update(self, **values: Any) -> int:
        forms = self.forms()
        changed = super().update(**values)
        _renew(forms)
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        forms = self.forms()
        deleted = super().delete()
        _renew(forms)
        return deleted

    def bulk_create(self, objs: Iterable[Part], *args: Any, **kwargs: Any) -> list[Part]:
        made = super().bulk_create(objs, *args, **kwargs)
        _renew(self.model.objects.filter(pk__in=[one.pk for one in made]).forms() if made else [])
        return made


class FormPart(models.Model):
    """A row that residents' pages are made from."""

    way_to_engagement: ClassVar[str] = "engagement"
    objects = FormPartQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        _renew(type(self).objects.filter(pk=self.pk).forms())

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        forms = type(self).objects.filter(pk=self.pk).forms()
        deleted = super().delete(*args, **kwargs)
        _renew(forms)
        return deleted
