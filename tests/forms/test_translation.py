# SPDX-License-Identifier: Apache-2.0
"""A form in another language is the same form with other words.

L01 Every text that people read is exchanged: labels, hints, reasons, errors, options, alerts.
L02 Nothing else is: ids, kinds, codes, rules, numbers and word lists stay, and so does the body.
L03 English is the form itself; another language is made once and kept.
L04 What is not translated stays English, also in definitions that only a vault has.
L05 One English text may have two translations, each told by its place.
L06 A text of a form is shown as it is in any window: showing it translates nothing again.
L07 The extractor offers exactly what is exchanged, and every text that lint calls a text.
L08 A profile's own words are translated; its numbers and days stay.
"""

import gettext
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from helpers.scripts import script
from kinfile import bundle
from kinfile.forms import catalogue, loader
from kinfile.forms.folder import Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.lint.texts import look_at_texts
from kinfile.forms.model import Form, Option
from kinfile.forms.rules.ast import Rule
from kinfile.forms.translation import rewritten, translated, translated_profile
from kinfile.i18n import Language

FORMS = catalogue.installed(bundle.forms())
READ = {"ask", "hint", "why", "error", "title", "short_title", "about", "row", "part", "say"}
READ |= {"text", "definition_words"}
"""Fields of the model that hold words for people."""


class Loud(gettext.NullTranslations):
    """Says everything in capitals; one place has a translation of its own."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def pgettext(self, context: str, message: str) -> str:
        return "A DATE" if context == "pregnancy/edd/ask" else message


class Silent(gettext.NullTranslations):
    """Has nothing."""


LOUD = Language("xx", gettext.NullTranslations(), Loud)


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> Form:
    return catalogue.load(request.param, bundle.forms())


def walked(part: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a form with the name of the field that holds it."""
    if isinstance(part, Rule):
        yield "rule", part.text
    elif isinstance(part, Option):
        yield "code", part.code
        yield "text", part.label
    elif is_dataclass(part):
        for each in fields(part):
            yield from walked(getattr(part, each.name), each.name)
    elif isinstance(part, dict):
        for value in part.values():
            yield from walked(value, name)
    elif isinstance(part, tuple | list):
        for value in part:
            yield from walked(value, name)
    else:
        yield name, part


def test_every_text_is_exchanged_and_nothing_else(form: Form) -> None:
    """L01, L02"""
    # A rule read from a file knows where its lines were; in a vault nobody does.
    form = loader.from_json(form.body)
    before, after = list(walked(form)), list(walked(translated(form, LOUD)))
    assert len(before) == len(after)
    for (name, was), (_, now) in zip(before, after, strict=True):
        if name in READ:
            assert now in (str(was).upper(), "A DATE"), name
        elif name != "language":
            assert now == was, name
    assert translated(form, LOUD).body == form.body


def test_english_is_the_form_itself_and_another_is_made_once(form: Form) -> None:
    """L03"""
    assert translated(form, Language("en")) is form
    welsh = translated(form, LOUD)
    assert translated(form, LOUD) is welsh
    assert translated(welsh, LOUD) is welsh
    assert welsh.language == "xx"
    assert list(walked(translated(welsh, Language("en"))))[:9] == list(walked(form))[:9]


def test_what_is_not_translated_stays_english(form: Form) -> None:
    """L04"""
    tree = {**json.loads(form.body), "title": "Only in this vault"}
    kept = loader.from_json(loader.canonical(tree))
    silent = Language("zz", gettext.NullTranslations(), Silent)
    assert translated(kept, silent).title == "Only in this vault"


def test_a_place_may_have_a_translation_of_its_own() -> None:
    """L05"""
    form = catalogue.load("pre_birth", bundle.forms())
    assert translated(form, LOUD).by_id()["edd"].ask == "A DATE"


def test_showing_a_text_of_a_form_never_translates_it() -> None:
    """L06"""
    window = Language("xx", Loud())
    option = next(question.options[0] for question in catalogue.load("pre_birth").questions()
                  if question.options)  # fmt: skip
    assert window.text("Yes") == "YES"
    assert window.text(option.label) == option.label


def test_the_extractor_offers_what_is_exchanged() -> None:
    """L07"""
    messages = script("messages")
    offered = {text for _, text in messages.Gathered(bundle.forms()).messages}
    taken: set[str] = set()

    def take(line: str, *_: object) -> str:
        taken.add(line)
        return line

    for name in FORMS:
        rewritten(catalogue.gather(name, bundle.forms()), take)
    assert taken <= offered
    findings = Findings()
    look_at_texts(Folder(bundle.forms()), FORMS, findings, {"xx": offered})
    assert [each for each in findings if each.code == "untranslated"] == []


def test_the_extractor_tells_where_a_text_stands() -> None:
    """L07"""
    messages = script("messages")
    whole = messages.template()
    due = next(each for each in whole if each.id == "When is the baby due?" or "edd" in
               " ".join(each.auto_comments))  # fmt: skip
    assert re.search(r"pre_birth.* › pregnancy › edd: ", " ".join(due.auto_comments))
    assert [file for file, _ in due.locations] == ["forms/pre_birth/sections/pregnancy.yaml"]


def test_a_profile_keeps_its_numbers() -> None:
    """L08"""
    profile = catalogue.profile("generic-england", bundle.forms())
    loud = translated_profile(profile, LOUD)
    assert loud.name == profile.name.upper()
    assert {each.name for each in loud.contacts} == {each.name.upper() for each in profile.contacts}
    assert [each.phone for each in loud.contacts] == [each.phone for each in profile.contacts]
    assert (loud.timings, loud.limits, loud.valid_from) == (
        profile.timings,
        profile.limits,
        profile.valid_from,
    )
