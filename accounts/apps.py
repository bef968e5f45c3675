from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Say who writes the invitation's words."""
        from accounts import outbox
        from accounts.invitations import INVITATION, invitation

        outbox.register(INVITATION, invitation)
