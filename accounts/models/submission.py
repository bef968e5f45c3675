from django.db import models

from accounts.models.school import School


class Submission(models.Model):
    """That a form was sent: its token is unique, so the same form sent twice acts once."""

    token = models.UUIDField(primary_key=True)
    school = models.ForeignKey(School, models.CASCADE)
    made_at = models.DateTimeField()
