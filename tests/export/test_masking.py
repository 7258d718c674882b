# SPDX-License-Identifier: Apache-2.0
"""What an edition may not show is in none of its bytes.

M01 No answer of a class that an edition may not show stands in it: not in the text, the tags,
    the metadata, the names or the files inside, however they are packed.
M02 What an edition may show stands in it; what the copy without restricted answers leaves out
    stands in the annex, and nothing of the annex in that copy.
M03 An alert that rests on a masked answer is gone with its words, its acknowledgement and what
    it forces; copies for families and for one reader have no alert at all.
M04 A reason for not asking that tells of somebody in the room is told in no copy without
    restricted answers; there it reads as another reason.
M05 What the writer withholds is in no copy, which says "Withheld" instead; a name withheld is no
    answer that names the person; dates worked out of a withheld one go with it.
M06 A copy is the same whatever the masked texts say.
M07 Only masking makes what is laid out.
M08 Of a correction a copy tells the lines that it may show, and the full edition alone why.
M09 A letter is about one request, and about the person whom that names.
M10 The writer signs with a name, and with no more about them than the copy may show.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export import example
from helpers import tree
from helpers.every_byte import everything_in
from helpers.maximal import Maximal, answered, maximal, places_of, withheld, word
from kinfile.export.blocks import Document
from kinfile.export.editions import WHOLE, Edition, classes_of, editions_of, listed_in
from kinfile.export.figures import FamilyFigure, TimelineFigure
from kinfile.export.layout import lay_out
from kinfile.export.masking import Masked, mask
from kinfile.export.pdf import draw
from kinfile.export.printable import Printable
from kinfile.forms import catalogue
from kinfile.forms.model import FREE_TEXT, Disclosure, Kind, NonAnswer, QuestionId, Severity
from kinfile.forms.words import REASON_WORDS
from kinfile.i18n import Language
from kinfile.records.correction import Changed, Correction
from kinfile.records.model import Answer, Path, Place, RowId

ENGLISH = Language("en")
FORMS = ("pre_birth", "young_carer", "hospital_visit")
COPIES = [(form, edition) for form in FORMS for edition in editions_of(catalogue.load(form))]
SEEDS = (0, 1)


def copy_of(of: Printable, edition: Edition) -> Document:
    return lay_out(replace(of, edition=edition.value), ENGLISH)


@cache
def bytes_of(form: str, seed: int, edition: Edition) -> str:
    return everything_in(draw(copy_of(maximal(form, seed).printable, edition)).data)


def told_in(document: Document) -> str:
    """Everything that a document says and holds, before it is drawn."""
    inside = [each.data.decode() for each in document.attachments]
    return "\n".join((document.title, *document.words(), *_heard(document), *inside))


def _heard(document: Document) -> Iterator[str]:
    yield from (block.heard for block in document.blocks if isinstance(block, FamilyFigure))
    yield from (block.heard for block in document.blocks if isinstance(block, TimelineFigure))


def classed(of: Maximal, place: Place) -> Disclosure:
    """The class that the form gives an answer, or that a standing alert gives its section."""
    question = of.printable.form.by_id()[place.question]
    if place.question in of.printable.report.restricted:
        return Disclosure.RESTRICTED
    return question.disclose


def may_stand(of: Maximal, place: Place, edition: Edition) -> bool:
    listed = listed_in(edition, of.printable.form)
    is_listed = listed is None or place.question in listed
    return is_listed and classed(of, place) in classes_of(edition)


def of_named_person(of: Maximal, place: Place, edition: Edition) -> bool:
    """Whether it is a name that a letter, or a label, says of whom it is about."""
    is_name = place.question.endswith(("given_name", "family_name"))
    return is_name and edition in (Edition.INFORMATION_REQUEST, Edition.WARD_PLAN)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("form", "edition"), COPIES)
def test_no_byte_tells_what_is_masked(form: str, edition: Edition, seed: int) -> None:
    """M01"""
    of, found = maximal(form, seed), bytes_of(form, seed, edition)
    without = bytes_of(form, seed, Edition.WITHOUT_RESTRICTED)
    leaked = [
        (place, words)
        for place, words in places_of(of)
        if not may_stand(of, place, edition) and not of_named_person(of, place, edition)
        # Asked only because of a restricted answer, it stands beside that one.
        if not (edition is Edition.RESTRICTED_ANNEX and not _is_in(words, without))
        if _is_in(words, found)
    ]
    assert not leaked
    assert len(list(places_of(of))) > 200


@pytest.mark.parametrize("form", FORMS)
def test_what_is_left_out_stands_in_the_annex(form: str) -> None:
    """M02"""
    of = maximal(form)
    without = bytes_of(form, 0, Edition.WITHOUT_RESTRICTED)
    annex = bytes_of(form, 0, Edition.RESTRICTED_ANNEX)
    whole = bytes_of(form, 0, Edition.FULL)
    for place, words in places_of(of):
        assert _is_in(words, whole), place
        assert _is_in(words, without) != _is_in(words, annex), place
    assert of.printable.ref[:4] in annex


@pytest.mark.parametrize(("form", "edition"), COPIES)
def test_an_answer_that_may_stand_stands(form: str, edition: Edition) -> None:
    """M02"""
    if edition in (*WHOLE, Edition.INFORMATION_REQUEST):
        return
    of, found = maximal(form), bytes_of(form, 0, edition)
    expected = [words for place, words in places_of(of) if may_stand(of, place, edition)]
    assert len(expected) > 3
    assert all(_is_in(words, found) for words in expected)


@pytest.mark.parametrize(("form", "edition"), COPIES)
def test_an_alert_goes_with_what_it_rests_on(form: str, edition: Edition) -> None:
    """M03"""
    of, found = maximal(form), bytes_of(form, 0, edition)
    bare = "".join(found.split())
    questions = of.printable.form.by_id()
    for standing in of.printable.report.alerts:
        classes = {
            classed(of, Place(QuestionId(path.question)))
            for path in standing.because
            if path.question in questions
        }
        is_restricted = Disclosure.RESTRICTED in classes
        note = of.notes[standing.alert.id]
        said = "".join(standing.alert.say.split())
        if edition not in WHOLE or (is_restricted and edition is Edition.WITHOUT_RESTRICTED):
            assert note not in found
            assert said not in bare
            assert standing.alert.id not in _printed(of, edition)
        if edition is Edition.FULL:
            assert note in found
            assert said in bare or standing.alert.severity is Severity.INFO
        if edition is Edition.RESTRICTED_ANNEX and is_restricted:
            assert note in found


def test_what_a_masked_alert_forces_goes_too() -> None:
    """M03: the cover's warnings, the manager's panel, the gaps and the summary."""
    of = maximal("pre_birth").printable
    covers = {"Phone this referral", "Do not contact the parents", "Awaiting manager"}
    full = " ".join(copy_of(of, Edition.FULL).words())
    assert any(each in full for each in covers)
    for edition in editions_of(of.form):
        if edition not in WHOLE:
            document = copy_of(replace(of, manager_field=True), edition)
            said = " ".join(document.words())
            assert not any(each in said for each in covers)
            assert document.fields == ("Practitioner",)
            assert "gaps" not in said.casefold()


@pytest.mark.parametrize("reason", ["not_safe", "third_party_present"])
def test_a_telling_reason_is_restricted(reason: str) -> None:
    """M04"""
    of = maximal("pre_birth").printable
    place = Place(QuestionId("agreement"))
    telling = Answer(status=NonAnswer.NOT_ASKED, reason=reason)
    record = answered(of, {place: telling})
    other = answered(of, {place: replace(telling, reason="other")})
    for edition in editions_of(of.form):
        document = copy_of(record, edition)
        answers = document.attachments[0].data.decode()
        said = "\n".join((*document.words(), answers))
        words = REASON_WORDS[reason]
        if edition in (Edition.FULL, Edition.RESTRICTED_ANNEX):
            assert f'"reason": "{reason}"' in answers
            assert words in said
        else:
            assert f'"reason": "{reason}"' not in answers
            assert f"Not asked: {words}" not in said
            assert copy_of(record, edition) == copy_of(other, edition)


@pytest.mark.parametrize("form", FORMS)
def test_what_the_writer_withholds_is_in_no_copy(form: str) -> None:
    """M05"""
    of = maximal(form)
    some = [place for number, (place, _) in enumerate(places_of(of)) if number % 5 == 0]
    record = withheld(of.printable, some)
    for edition in editions_of(record.form):
        found = everything_in(draw(copy_of(record, edition)).data)
        assert not [place for place in some if _is_in(of.words[place], found)]
        assert "Withheld" in found or edition not in (Edition.FULL, Edition.WITHOUT_RESTRICTED)


def test_who_is_meant_is_not_named_where_the_name_is_withheld() -> None:
    """M05"""
    of = maximal("young_carer").printable
    chosen = of.answers.at(Place(QuestionId("yc_subject")))
    assert chosen is not None
    person = of.answers.row(RowId(str(chosen.value)))
    assert person is not None
    group = next(g for g, rows in of.answers.groups.items() if person in rows)
    places = [
        Place(QuestionId(f"{group}.{end}"), person.id) for end in ("given_name", "family_name")
    ]
    typed = of.answers.at(places[0])
    assert typed is not None
    record = answered(of, {Place(QuestionId("yc_subject")): Answer(value=str(typed.value))})
    assert str(typed.value) in told_in(copy_of(record, Edition.FULL))
    masked = told_in(copy_of(withheld(record, places), Edition.FULL))
    assert str(typed.value) not in masked


def test_what_is_worked_out_of_a_withheld_date_goes_with_it() -> None:
    """M05"""
    of = maximal("pre_birth").printable
    record = withheld(of, [Place(QuestionId("edd"))])
    masked = mask(record)
    gone = {"edd", "gestation_today", "booking_gestation", "milestones.due"}
    assert not {place.question for place in masked.report.calculated} & gone
    assert not gone & {*masked.answers.single, *_in_rows(masked)}
    assert "18 January 2027" not in told_in(copy_of(record, Edition.FULL))


MASKED_TEXTS = st.lists(st.integers(0, 400), min_size=1, max_size=30, unique=True)


@settings(max_examples=8, deadline=None)
@given(which=MASKED_TEXTS, form=st.sampled_from(FORMS), data=st.data())
def test_a_copy_is_the_same_whatever_the_masked_texts_say(
    which: list[int], form: str, data: st.DataObject
) -> None:
    """M06"""
    of = maximal(form)
    edition = data.draw(st.sampled_from(editions_of(of.printable.form)))
    places = list(places_of(of))
    hidden = [places[number % len(places)][0] for number in which]
    record = withheld(of.printable, hidden)
    mine = mask(replace(record, edition=edition.value))
    texts = {
        place: Answer(value=word(90000 + number))
        for number, (place, _) in enumerate(places)
        if mine.answers.at(place) is None and _is_free(of.printable, place)
        if not place.question.endswith("name")
    }
    other = answered(record, texts)
    assert copy_of(record, edition) == copy_of(other, edition)


def test_only_masking_makes_what_is_laid_out() -> None:
    """M07"""
    made = re.compile(r"\bMasked\(")
    found = [path.name for path in tree.modules() if made.search(tree.text(path))]
    assert found == ["masking.py"]


def test_a_correction_tells_what_its_copy_may_show() -> None:
    """M08"""
    of = maximal("pre_birth").printable
    places = [
        Place(QuestionId(name)) for name in ("da_victim", "worries", "cont_relapse", "late_reason")
    ]
    lines = tuple(
        Changed(
            place=place,
            path=Path(place.question),
            before=Answer(value=word(70000 + number)),
            after=of.answers.at(place),
        )
        for number, place in enumerate(places)
    )
    told = Correction(replaces=1, signed_on=None, reason=word(80000), changes=lines)
    record = replace(of, version=2, correction=told)
    shown = {
        edition: [word(70000 + n) in told_in(copy_of(record, edition)) for n in range(4)]
        for edition in editions_of(of.form)
    }
    assert shown[Edition.FULL] == [True] * 4
    assert shown[Edition.WITHOUT_RESTRICTED] == [False, True, True, False]
    assert shown[Edition.RESTRICTED_ANNEX] == [True, False, False, True]
    assert shown[Edition.FAMILY] == [False] * 4
    why = [each for each in shown if word(80000) in told_in(copy_of(record, each))]
    assert why == [Edition.FULL]


def test_a_letter_is_about_one_request() -> None:
    """M09"""
    of = maximal("young_carer").printable
    rows = of.answers.rows("mh_requests")
    source = QuestionId("mh_requests.source")
    reply = Place(QuestionId("mh_requests.reply"), rows[0].id)
    for number, expected in ((0, 0), (1, 0), (2, 1)):
        letter = replace(of, edition=Edition.INFORMATION_REQUEST.value, request=number)
        assert [row.id for row in mask(letter).answers.rows("mh_requests")] == [rows[expected].id]
        told = told_in(lay_out(letter, ENGLISH))
        assert str(rows[expected].answers[source].value) in told
        assert str(rows[1 - expected].answers[source].value) not in told
    letter = replace(of, edition=Edition.INFORMATION_REQUEST.value, request=1)
    assert "parents.dob" in set(_in_rows(mask(letter)))
    about = Place(QuestionId("mh_requests.about"), rows[0].id)
    assert "parents.dob" not in set(_in_rows(mask(withheld(letter, [about]))))
    waiting = answered(of, {Place(reply.question, rows[1].id): None})
    letter = replace(waiting, edition=Edition.INFORMATION_REQUEST.value)
    assert [row.id for row in mask(letter).answers.rows("mh_requests")] == [rows[1].id]


def test_the_writer_signs_with_no_more_than_may_be_shown() -> None:
    """M10"""
    of = example.printable()
    full, family = (mask(replace(of, edition=name)).signer for name in ("full", "family"))
    assert full == of.signer
    assert (family.name, family.organisation) == (of.signer.name, of.signer.organisation)
    assert not any((family.role, family.phone, family.email, family.registration))
    ward = mask(replace(of, edition="ward_plan")).signer
    assert (ward.phone, ward.email) == (of.signer.phone, "")


def _is_in(words: tuple[str, ...], found: str) -> bool:
    return any(each in found for each in words)


def _in_rows(masked: Masked) -> Iterator[str]:
    for rows in masked.answers.groups.values():
        for row in rows:
            yield from row.answers


def _printed(of: Maximal, edition: Edition) -> list[str]:
    masked = mask(replace(of.printable, edition=edition.value))
    return [str(each.alert.id) for each in masked.report.alerts]


def _is_free(of: Printable, place: Place) -> bool:
    """Whether a rule that reads the place sees no more than that something stands there."""
    question = of.form.by_id()[place.question]
    return question.kind in FREE_TEXT and question.kind is not Kind.VERBATIM
