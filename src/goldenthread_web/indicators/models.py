"""The areas of a place, such as its wards."""

from django.db import models
from django.utils import timezone

from goldenthread_web.people.models import Person


class AreaSet(models.Model):
    """Areas that cover a place without overlap, from one source: "Wards from 2022"."""

    name = models.CharField(max_length=120, unique=True)
    source = models.CharField(max_length=300)
    # Drawn by hand to be read with ease: where things lie is roughly right, sizes are not.
    is_schematic = models.BooleanField(default=False)
    brought_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """One area: its code, its name, and its outline as a GeoJSON geometry in degrees (WGS 84)."""

    area_set = models.ForeignKey(AreaSet, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    outline = models.JSONField()

    class Meta:
        ordering = ["area_set", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area_set", "code"], name="one_area_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class PostcodeArea(models.Model):
    """In which area a postcode lies, where the place gave a look-up."""

    area_set = models.ForeignKey(AreaSet, models.CASCADE, related_name="postcodes")
    # Without the space, in capitals: "E14AB".
    postcode = models.CharField(max_length=8)
    area = models.ForeignKey(Area, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area_set", "postcode"], name="one_area_a_postcode"),
        ]

    def __str__(self) -> str:
        return self.postcode
