"""A search for a student, kept until another is made, or none: whoever comes back finds the list as it was.

A name is sent, and does not stand in the address. It is kept in the session, for each school and list apart.
"""

from django import forms

from accounts.access import SchoolRequest


class SearchForm(forms.Form):
    """What somebody types to find a student."""

    q = forms.CharField(
        label="Find a student",
        max_length=100,
        required=False,
        error_messages={"max_length": "Shorten this to %(limit_value)d characters (it has %(show_value)d)"},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


def search_in(request: SchoolRequest, list_name: str) -> SearchForm:
    """The box with what was just sent, kept from now on, or with what is kept.

    What cannot be sought ends the search before it: else the list would show who was found by that.
    """
    if request.method != "POST":
        return SearchForm(initial={"q": sought_in(request, list_name)})
    search = SearchForm(request.POST)
    search.is_valid()
    request.session[_place(request, list_name)] = search.cleaned_data.get("q", "")
    return search


ANYBODY = "anybody"
"""In an address: the list behind a number, which holds everybody it counts whoever was last sought."""


def sought_in(request: SchoolRequest, list_name: str) -> str:
    """The name last sought in this list, or nothing."""
    if ANYBODY in request.GET:
        return ""
    return str(request.session.get(_place(request, list_name), ""))


def filters_of(request: SchoolRequest) -> str:
    """The filters as they stand in the address; another search or filter begins at the first page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _place(request: SchoolRequest, list_name: str) -> str:
    return f"{list_name}_sought_at_{request.school.urn}"
