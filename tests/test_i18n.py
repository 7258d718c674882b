# SPDX-License-Identifier: Apache-2.0
"""Words, dates and numbers in a language that is handed over.

I01 English needs no catalogue; a language without one reads as English.
I02 A catalogue's words are used, and what it does not translate stays English.
I03 Places are filled from facts; a text with braces of its own and no facts stays as it is.
I04 A plural takes the form that its number needs, and writes the number as the language does.
I05 Dates, lists and numbers follow the language; nothing in them depends on the machine.
I06 There is no current language: two can be used side by side, and both are values.
I07 The words of forms have a catalogue of their own, read when a form is wanted; one place may
    have a translation of its own, and a text that was told is not translated again.
"""

import datetime as dt
import gettext
import io
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from kinfile import bundle
from kinfile.i18n import LANGUAGES, N_, Language, Told

DAY = dt.date(2026, 11, 2)
ENGLISH = Language.load()
FORMS = ("arall", "un", "dau", "tri", "chwech")


def compiled() -> bytes:
    """A small Welsh catalogue."""
    whole = Catalog(locale="cy")
    whole.add("Lock", "Cloi")
    whole.add("{date} at {time}", "{date} am {time}")
    whole.add("Open", "Agor", context="menu")
    whole.add(("{n} form", "{n} forms"), tuple(f"{{n}} {name}" for name in FORMS))
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()


@pytest.fixture
def welsh() -> Language:
    return Language("cy", gettext.GNUTranslations(io.BytesIO(compiled())))


def test_english_is_the_language_of_the_source() -> None:
    """I01"""
    assert ENGLISH.code == "en"
    assert ENGLISH.text("Lock") == "Lock"
    assert ENGLISH.text("") == ""
    assert ENGLISH.in_context("menu", "Open") == "Open"


def test_a_language_without_a_catalogue_is_english() -> None:
    """I01"""
    assert Language.load("tlh") == ENGLISH


def test_a_catalogue_is_found_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I02"""
    file = tmp_path / "locale" / "cy" / "LC_MESSAGES" / "kinfile.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(compiled())
    monkeypatch.setattr(bundle, "resources", lambda: tmp_path)
    assert Language.load("cy").text("Lock") == "Cloi"


def test_what_is_not_translated_stays_english(welsh: Language) -> None:
    """I02"""
    assert welsh.text("Unlock") == "Unlock"
    assert welsh.in_context("menu", "Open") == "Agor"
    assert welsh.text("Open") == "Open"


def test_places_are_filled_from_facts() -> None:
    """I03"""
    assert ENGLISH.text("{n} of {all}", n=1, all="{two}") == "1 of {two}"
    assert ENGLISH.text("as {written}") == "as {written}"


def test_a_plural_takes_the_form_of_its_number(welsh: Language) -> None:
    """I04"""
    assert ENGLISH.plural("{n} form", "{n} forms", 1) == "1 form"
    assert ENGLISH.plural("{n} form", "{n} forms", 1200) == "1,200 forms"
    assert welsh.plural("{n} form", "{n} forms", 2) == "2 dau"
    assert welsh.plural("{n} form", "{n} forms", 12) == "12 arall"


def test_a_plural_takes_other_facts() -> None:
    """I04"""
    said = ENGLISH.plural("{n} form in {place}", "{n} forms in {place}", 2, place="forms")
    assert said == "2 forms in forms"


def test_dates_are_written_out(welsh: Language) -> None:
    """I05"""
    assert ENGLISH.date(DAY) == "2 November 2026"
    assert ENGLISH.short_date(DAY) == "2 Nov 2026"
    assert ENGLISH.month(DAY) == "November 2026"
    assert welsh.date(DAY) == "2 Tachwedd 2026"
    assert ENGLISH.month_names()[::11] == ("January", "December")


def test_a_moment_is_said_in_its_own_zone(welsh: Language) -> None:
    """I05"""
    moment = dt.datetime(2026, 11, 2, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    assert ENGLISH.time(moment) == "14:05"
    assert ENGLISH.date_and_time(moment) == "2 November 2026 at 14:05"
    assert welsh.date_and_time(moment) == "2 Tachwedd 2026 am 14:05"


def test_lists_and_numbers_follow_the_language(welsh: Language) -> None:
    """I05"""
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b and c"
    assert ENGLISH.listed(["a"]) == "a"
    assert welsh.listed(["a", "b"]) == "a a(c) b"
    assert ENGLISH.number(1234567) == "1,234,567"


@pytest.mark.parametrize(("code", "is_so"), [("en", False), ("ur", True), ("ar-EG", True)])
def test_some_languages_run_from_right_to_left(code: str, is_so: bool) -> None:
    """I05"""
    assert Language(code).is_right_to_left is is_so


def test_two_languages_stand_side_by_side(welsh: Language) -> None:
    """I06"""
    assert (welsh.text("Lock"), ENGLISH.text("Lock")) == ("Cloi", "Lock")
    assert Language("en") == ENGLISH
    assert hash(welsh) != hash(ENGLISH)


def test_marking_changes_nothing() -> None:
    """I02"""
    assert N_("Lock") == "Lock"


def test_forms_have_words_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I07"""
    folder = tmp_path / "locale" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kinfile.mo").write_bytes(compiled())
    monkeypatch.setattr(bundle, "resources", lambda: tmp_path)
    welsh = Language.load("cy")
    words = Catalog(locale="cy")
    words.add("Yes", "Ie")
    words.add("Yes", "Oes", context="home/pets/option yes")
    with (folder / "forms.mo").open("wb") as file:
        write_mo(file, words)
    assert (welsh.asked("Yes"), welsh.text("Yes")) == ("Ie", "Yes")
    assert welsh.asked("Yes", "home/pets/option yes") == "Oes"
    assert welsh.asked("Yes", "home/cats/option yes") == "Ie"
    assert welsh.asked("No", "home/pets/option no") == "No"
    assert welsh.asked("") == ""


def test_what_was_told_is_not_translated_again(welsh: Language) -> None:
    """I07"""
    assert welsh.text(Told("Lock")) == "Lock"
    assert welsh.text("Lock") == "Cloi"


def test_a_form_in_another_language_takes_its_words_along(welsh: Language) -> None:
    """I06"""
    assert welsh.of("cy") is welsh
    assert welsh.of("en") == ENGLISH
    assert set(LANGUAGES) == {"en", "cy"}
