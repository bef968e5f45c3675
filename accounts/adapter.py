from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a careers leader's invitation or by command, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account has been closed. Ask your careers leader.",
        "email_password_mismatch": "The e-mail or the password is not right. Check both and try again.",
        "enter_current_password": "Enter your present password.",
        "incorrect_password": "That is not your present password.",
        "too_many_login_attempts": "Too many tries with a wrong password. "
        "Wait a few minutes, then try again, or choose a new password.",
        "unknown_email": "Enter the e-mail address you log in with.",
        "rate_limited": "That was too often in a short time. Wait a minute and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
