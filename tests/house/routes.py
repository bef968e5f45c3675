"""Every page of the project, read off the URLconf itself, so that no list of pages has to be kept."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

THEIRS = ("allauth.", "django.")
"""Whose views are not our own."""


@dataclass(frozen=True)
class Route:
    """A page: its name, its address with the names of the ids in it, and its view."""

    name: str
    address: str
    kwargs: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of what its address holds beside the school."""
        return tuple(name for name in self.kwargs if name != "urn")

    @property
    def is_ours(self) -> bool:
        """Whether the view is our own code, and not that of the log-in library."""
        return not self.view.__module__.startswith(THEIRS)

    @property
    def is_public(self) -> bool:
        """Whether it is marked as one that needs no log-in."""
        return not getattr(self.view, "login_required", True)

    @property
    def permissions(self) -> tuple[Any, ...]:
        """What `requires` left on the view."""
        return getattr(self.view, "permissions", ())

    @property
    def words(self) -> str:
        """What the page is for: the first line of its view's docstring."""
        return (self.view.__doc__ or "").strip().partition("\n")[0]


def all_routes(urlconf: str | None = None) -> list[Route]:
    """Every route of the project, the log-in library's too."""
    return list(_walk(get_resolver(urlconf).url_patterns))


def our_routes(urlconf: str | None = None) -> list[Route]:
    """The routes whose views are ours."""
    return [route for route in all_routes(urlconf) if route.is_ours]


def school_routes(urlconf: str | None = None) -> list[Route]:
    """The pages of a school: what has one in its address."""
    return [route for route in our_routes(urlconf) if "urn" in route.kwargs]


def unguarded(routes: Iterable[Route]) -> list[str]:
    """Our routes that anybody with a log-in could open: neither public by mark nor with a permission."""
    return [
        f"{route.name} ({route.address}) has neither a permission nor the mark of a public page: decorate "
        "its view with @requires(…) or @public from accounts.access"
        for route in routes
        if route.is_ours and not route.is_public and not route.permissions
    ]


def schoolless(routes: Iterable[Route]) -> list[str]:
    """Routes with a permission but without a school in the address: nobody could be a member of it."""
    return [
        f"{route.name} ({route.address}) carries a permission and names no school"
        for route in routes
        if route.permissions and "urn" not in route.kwargs
    ]


def _walk(
    patterns: Iterable[Any], names: tuple[str, ...] = (), address: str = "", kwargs: tuple[str, ...] = ()
) -> Iterator[Route]:
    for pattern in patterns:
        here = address + str(pattern.pattern)
        found = (*kwargs, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inside = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern.url_patterns, inside, here, found)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*names, pattern.name or f"(nameless: {here})"))
            yield Route(name, here, found, pattern.callback)
