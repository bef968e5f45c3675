from interviews.models.interview import Interview
from interviews.models.interview_import import InterviewImport
from interviews.models.plan import ActionPlan, Addendum, ConfidentialNote, PlannedAction

__all__ = ["ActionPlan", "Addendum", "ConfidentialNote", "Interview", "InterviewImport", "PlannedAction"]
