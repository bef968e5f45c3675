"""The e-mail that invites somebody: written when it is sent, so that no link lies in the database."""

from django.conf import settings

from accounts.models import Membership, OutboxEmail
from accounts.outbox import NotOwed, Words
from accounts.set_up_links import set_up_url

INVITATION = "invitation"


def invitation(email: OutboxEmail, membership: Membership) -> Words:
    """Tell a new member of the school how to get in: by choosing a password, or by logging in as before.

    Raises `NotOwed` when the membership it was about was ended, even if there is another one since.
    """
    if membership.pk != email.object_id:
        raise NotOwed("This membership has been ended.")
    person, school = membership.user, membership.school
    if person.has_usable_password():
        how = f"Log in as usual: {settings.SITE_URL}/{school.urn}/"
    else:
        how = f"Choose a password here, within seven days (the link works once):\n{set_up_url(person)}"
    return Words(
        subject=f"{school.name} on Waymark",
        body=f"Dear {person.name},\n\n{school.name} uses Waymark for its guidance interviews, and you now "
        f"belong to it there: {membership.role_names()}.\n\n{how}\n\n"
        "If you did not expect this, ignore it.\n",
    )
