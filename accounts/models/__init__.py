from accounts.models.access_log import RecordAccess
from accounts.models.outbox import OutboxEmail
from accounts.models.people import Membership, User
from accounts.models.school import School
from accounts.models.submission import Submission

__all__ = ["Membership", "OutboxEmail", "RecordAccess", "School", "Submission", "User"]
