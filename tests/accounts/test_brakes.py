"""The brake on guessing passwords, which strangers must not be able to loosen."""

from django.core.cache import cache


def test_the_brake_of_one_account_survives_what_strangers_do_at_others(db: None) -> None:
    cache.set("allauth:rl:login_failed:victim", [1] * 10, 3600)
    for number in range(900):
        cache.set(f"zz:{number}", 1, 3600)
    assert cache.get("allauth:rl:login_failed:victim") == [1] * 10
