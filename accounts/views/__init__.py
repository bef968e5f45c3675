from accounts.views.access_log import access_log
from accounts.views.doors import home, set_up
from accounts.views.people import change_person, invite, invite_again, people, remove_person
from accounts.views.settings import settings

__all__ = [
    "access_log",
    "change_person",
    "home",
    "invite",
    "invite_again",
    "people",
    "remove_person",
    "set_up",
    "settings",
]
