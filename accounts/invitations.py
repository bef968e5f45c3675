"""The e-mail that invites somebody: written when it is sent, so that no link lies in the database."""

from django.conf import settings

from accounts.models import Membership, OutboxEmail
from accounts.set_up_links import set_up_url

INVITATION = "invitation"


def invitation(email: OutboxEmail) -> tuple[str, str] | None:
    """Subject and text: how to get in, by choosing a password or by logging in as before.

    None when the membership it was about has been removed.
    """
    membership = (
        Membership.objects.select_related("user", "school")
        .filter(pk=email.object_id, user=email.recipient_id)
        .first()
    )
    if membership is None:
        return None
    person, school = membership.user, membership.school
    if person.has_usable_password():
        how = f"Log in as usual: {settings.SITE_URL}/{school.urn}/"
    else:
        how = f"Choose a password here, within seven days (the link works once):\n{set_up_url(person)}"
    text = (
        f"Dear {person.name},\n\n{school.name} uses Waymark for its guidance interviews, and you now "
        f"belong to it there: {membership.role_names()}.\n\n{how}\n\nIf you did not expect this, ignore it.\n"
    )
    return f"{school.name} on Waymark", text
