import pghistory
from django.core.validators import RegexValidator
from django.db import models


class SchoolType(models.TextChoices):
    SCHOOL = "school", "School"
    SPECIALIST = "specialist", "Specialist setting"


@pghistory.track()
class School(models.Model):
    """A school that uses Waymark, named by its URN (six digits, Get Information About Schools)."""

    urn = models.CharField(
        "URN", max_length=6, unique=True, validators=[RegexValidator(r"^[0-9]{6}$", "A URN has six digits.")]
    )
    name = models.CharField(max_length=120)
    town = models.CharField(max_length=80, blank=True)
    type = models.CharField(max_length=20, choices=SchoolType, default=SchoolType.SCHOOL)
    rulebook = models.CharField("rule", max_length=40, default="school-two-by-13")
    suppress_small_groups = models.BooleanField("hide groups under five in reports", default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
