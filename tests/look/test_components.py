"""The pieces pages are built from: labels, hints and errors belong to their boxes, and filters are kept."""

from decimal import Decimal

import lxml.html
import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string

from reporting.charts import line_chart
from reporting.stack_bars import stack_bar


class Credential(forms.Form):
    """A form with each kind of box."""

    title = forms.CharField(help_text="As on the certificate.")
    level = forms.IntegerField(required=False)
    seen_as = forms.ChoiceField(
        label="Kind of proof", choices=[("c", "Certificate"), ("l", "Letter")], widget=forms.RadioSelect
    )
    evidence = forms.FileField(required=False)
    checked = forms.BooleanField(required=False, help_text="By somebody at the school.")
    token = forms.CharField(widget=forms.HiddenInput)


def piece(name, **context):
    return lxml.html.fromstring(f"<body>{render_to_string(f'_components/{name}.html', context)}</body>")


@pytest.fixture
def sent():
    return piece(
        "form", form=Credential({}), submit="Add the credential", csrf_token="abc", cancel_url="/back/"
    )


def test_every_box_has_a_label_its_hint_and_its_error(sent):
    box = sent.get_element_by_id("id_title")
    assert sent.xpath("//label[@for='id_title']/text()")[0].strip() == "Title"
    assert box.get("aria-describedby").split() == ["id_title_helptext", "id_title_error"]
    assert sent.get_element_by_id("id_title_helptext").text_content() == "As on the certificate."
    assert sent.get_element_by_id("id_title_error").text_content() == "Error: Enter the title"
    assert box.get("aria-invalid") == "true"


def test_hint_and_error_stand_above_the_box(sent):
    field = sent.get_element_by_id("id_title").getparent()
    assert [child.tag for child in field] == ["label", "div", "p", "input"]


def test_choices_are_a_group_with_a_legend(sent):
    group = sent.xpath("//fieldset[legend]")[0]
    assert group.find("legend").text_content().strip() == "Kind of proof"
    assert group.get("aria-describedby") == "id_seen_as_error"
    assert [radio.get("value") for radio in group.xpath(".//input[@type='radio']")] == ["c", "l"]


def test_optional_is_said_and_asterisks_are_not(sent):
    optional = [
        label.text_content().split("(")[0].strip() for label in sent.xpath("//label[span[@class='optional']]")
    ]
    assert optional == ["Level", "Evidence"]
    assert "*" not in sent.text_content()


def test_the_summary_links_to_each_box_and_counts(sent):
    summary = sent.find_class("error-summary")[0]
    assert summary.find("h2").text == "3 things to put right"
    links = [(a.get("href"), a.text) for a in summary.iter("a")]
    assert links == [("#id_title", "Enter the title"), ("#id_seen_as_0", "Choose the kind of proof")]
    for href, _ in links:
        assert sent.get_element_by_id(href[1:]).tag == "input"


def test_a_form_can_be_sent(sent):
    form = sent.xpath("//form")[0]
    assert (form.get("method"), form.get("enctype")) == ("post", "multipart/form-data")
    assert form.fields["csrfmiddlewaretoken"] == "abc"
    assert [button.text for button in form.iter("button")] == ["Add the credential"]
    assert form.find_class("btn-link")[0].get("href") == "/back/"


def test_a_row_of_a_formset_can_be_removed_with_and_without_scripts():
    formset = forms.formset_factory(Credential, extra=1, can_delete=True)()
    html = piece("formset", formset=formset, legend="Credentials", add="Add a credential")
    assert html.get_element_by_id("id_form-0-DELETE").get("type") == "checkbox"
    assert html.xpath("//button[@data-formset-remove]")[0].get("aria-label") == "Remove this row"
    assert html.xpath("//input[@name='form-TOTAL_FORMS']")[0].get("value") == "1"
    empty = html.xpath("//template")[0]
    assert 'name="form-__prefix__-title"' in lxml.html.tostring(empty, encoding="unicode")


def test_pages_keep_the_filters():
    page = Paginator(range(120), 50).page(2)
    html = piece("pagination", page=page, query=QueryDict("year=11&page=2&form=11B"), noun="student,students")
    assert html.xpath("//a[@rel='next']/@href") == ["?year=11&page=3&form=11B"]
    assert html.xpath("//p")[0].text_content().strip() == "51 to 100 of 120 students"
    assert html.xpath("//*[@aria-current='page']")[0].text_content() == "Page 2"


def test_one_page_needs_no_numbers():
    html = piece(
        "pagination", page=Paginator(range(1), 50).page(1), query=QueryDict(), noun="student,students"
    )
    assert html.text_content().split() == ["1", "student"]


def test_charts_have_a_title_and_their_numbers():
    chart = line_chart("Year 11", [], [])
    assert piece("charts/line", chart=chart).xpath("//svg/title/text()") == [
        "Year 11 through the year: nothing to show yet"
    ]
    bar = piece("charts/stack", bar=stack_bar({"met": 1, "due": 3}))
    assert bar.xpath("//svg/title/text()") == ["1 met, 3 due this year"]
    widths = [Decimal(rect.get("width")) for rect in bar.xpath("//rect")]
    assert widths[1] > widths[0]


def test_what_people_wrote_is_shown_as_text():
    html = render_to_string("_components/notice.html", {"text": "<script>alert(1)</script>"})
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
