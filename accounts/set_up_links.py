"""One-time links with which an invited person chooses a password.

The token is made from the person's present password and last log-in, so using it once spends it.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import User

LINK_LIVES = timedelta(days=7)


class SetUpTokenGenerator(PasswordResetTokenGenerator):
    """Tokens of their own kind: a password-reset link is not a set-up link."""

    key_salt = "waymark.accounts.set_up"


tokens = SetUpTokenGenerator()


def set_up_url(user: User) -> str:
    """The link to send to this person, good for seven days and once."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return settings.SITE_URL + reverse("set_up", kwargs={"uid": uid, "token": tokens.make_token(user)})


def user_of_link(uid: str, token: str) -> User | None:
    """The person a set-up link belongs to; None when it is wrong, spent or too old."""
    try:
        user = User.objects.get(pk=int(urlsafe_base64_decode(uid)))
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if user.is_active and tokens.check_token(user, token) else None
