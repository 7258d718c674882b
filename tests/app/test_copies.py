# SPDX-License-Identifier: Apache-2.0
"""The copies of a record, over a real vault.

Y01 A record says which copies it can leave in, how much each holds and leaves out, and which of
    them the writer has to look at first.
Y02 A copy other than the full edition is signed when it is first wanted and kept: the same bytes
    every time, which hold when they are checked; name, receipt and ledger say which copy it is.
Y03 What is restricted, or withheld by the writer, is in no byte of a signed copy without it.
Y04 An unsigned record leaves in full only, and only when urgent; and as a request for information.
Y05 A copy that the form does not have is refused, and what there is is told.
Y06 Large print and another language are copies of their own; the full edition is in the language
    in which it was signed.
Y07 The writer may leave an answer out of every copy, and let it in again, until the record is
    signed; the history tells of it.
Y08 Only the assessment itself, once it went to somebody, makes a record sent.
"""

import json
from pathlib import Path

import pytest

from export.reading_pdf import text_of
from helpers.every_byte import everything_in
from helpers.opened import ENGLISH, Clock, secret
from helpers.small import place
from kinfile.app.copies import EditionChoice, Wish
from kinfile.app.example import example_answers
from kinfile.app.workspace import Workspace
from kinfile.errors import NotSigned, RecordClosed, UsageError
from kinfile.export.verify import verify
from kinfile.i18n import Language

CYMRAEG = Language("cy")


@pytest.fixture(scope="module")
def ref(workspace: Workspace, clock: Clock) -> str:
    """The family's record, signed, with one answer withheld."""
    found = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    workspace.withhold(found, place("maternity_unit"))
    workspace.sign(found, secret(), declared=True, language=ENGLISH)
    return found


@pytest.fixture
def draft(workspace: Workspace, clock: Clock) -> str:
    return workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref


def choices(workspace: Workspace, ref: str) -> dict[str, EditionChoice]:
    return {each.edition: each for each in workspace.editions(ref, language=ENGLISH)}


def test_a_record_says_which_copies_there_are(workspace: Workspace, ref: str) -> None:
    """Y01"""
    found = choices(workspace, ref)
    assert list(found) == [
        *("full", "without_restricted", "restricted_annex", "family"),
        *("easy_read", "ward_plan", "information_request"),
    ]
    assert {name for name, each in found.items() if each.needs_preview} == {"family", "easy_read"}
    full, without = found["full"], found["without_restricted"]
    annex = found["restricted_annex"]
    assert (full.left_out.restricted, full.left_out.withheld) == (0, 1)
    assert without.left_out.restricted == annex.answers > 5
    assert full.answers == without.answers + annex.answers
    assert found["family"].left_out.professional > 100
    assert found["family"].left_out.alerts >= without.left_out.alerts > 0
    assert found["information_request"].requests == (1, 2)


@pytest.mark.parametrize("edition", ["without_restricted", "restricted_annex", "family"])
def test_a_copy_is_signed_once_and_kept(
    workspace: Workspace, ref: str, edition: str, tmp_path: Path
) -> None:
    """Y02, Y03"""
    draft = workspace.preview(ref, language=ENGLISH, edition=edition)
    exported = workspace.export(ref, tmp_path, language=ENGLISH, edition=edition)
    again = workspace.export(ref, tmp_path / ".", language=ENGLISH, edition=edition)
    data = exported.sealed.read_bytes()
    assert exported.sealed.name.endswith(f"-v1-2026-11-22-{edition}.pdf")
    assert again.sealed.read_bytes() == data != draft
    assert workspace.preview(ref, language=ENGLISH, edition=edition) == data
    assert json.loads(exported.receipt.read_bytes())["edition"] == edition
    assert [line.edition for line in workspace.ledger(ref)][-2:] == [edition] * 2
    assert verify(data, fingerprints=[exported.fingerprint]).ok
    found = everything_in(data)
    assert "Fictional General, birth planned on the labour ward" not in found
    secret_words = "oldtabletswentbacktothepharmacy"
    assert (secret_words in found) == (edition == "restricted_annex")
    assert workspace.integrity() == ()


def test_a_transfer_copy_of_a_copy_holds_that_copy(
    workspace: Workspace, ref: str, tmp_path: Path
) -> None:
    """Y02"""
    exported = workspace.export(ref, tmp_path, language=ENGLISH, edition="ward_plan", transfer=True)
    copy = exported.transfer
    assert copy is not None
    assert copy.file.name.endswith("-ward_plan-transfer.pdf")
    verdict = verify(copy.file.read_bytes(), passphrase=copy.passphrase, code=exported.code)
    assert verdict.ok
    assert workspace.passphrases(ref)[-1].edition == "ward_plan-transfer"


def test_an_unsigned_record_leaves_in_full_or_asks(
    workspace: Workspace, draft: str, tmp_path: Path
) -> None:
    """Y04"""
    with pytest.raises(NotSigned):
        workspace.export(draft, tmp_path, language=ENGLISH, edition="family")
    with pytest.raises(UsageError) as refused:
        workspace.export(draft, tmp_path, language=ENGLISH, edition="family", urgent=True)
    assert refused.value.facts["problem"] == "urgent-edition"
    assert list(tmp_path.iterdir()) == []
    asked = workspace.export(
        draft, tmp_path, language=ENGLISH, edition="information_request", request=2, urgent=True
    )
    assert "-urgent-" in asked.sealed.name
    assert asked.sealed.name.endswith("-information_request.pdf")
    assert json.loads(asked.receipt.read_bytes())["edition"] == "urgent-information_request"
    row = workspace.open(draft).answers.rows("mh_requests")[1]
    named = next(a for name, a in row.answers.items() if name.endswith("source"))
    assert "".join(str(named.value).split()) in text_of(asked.sealed.read_bytes())


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        (Wish(edition="visit_decision"), "no-edition"),
        (Wish(edition="anything"), "no-edition"),
        (Wish(edition="information_request", request=9), "no-request"),
    ],
)
def test_a_copy_that_is_not_there_is_refused(
    workspace: Workspace, ref: str, wish: Wish, problem: str
) -> None:
    """Y05"""
    with pytest.raises(UsageError) as refused:
        workspace.preview(ref, language=ENGLISH, edition=wish.edition, request=wish.request)
    facts = refused.value.facts
    assert facts["problem"] == problem
    assert "family" in str(facts.get("editions", "family"))


def test_only_the_assessment_makes_a_record_sent(
    workspace: Workspace, clock: Clock, tmp_path: Path
) -> None:
    """Y08"""
    found = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    workspace.sign(found, secret(), declared=True, language=ENGLISH)
    for edition, status in (("family", "signed"), ("without_restricted", "sent")):
        workspace.export(found, tmp_path, language=ENGLISH, edition=edition)
        workspace.sent(found, to="Somebody", on=clock.at.date())
        assert workspace.open(found).status == status


def test_large_print_and_languages_are_copies_of_their_own(
    workspace: Workspace, ref: str, tmp_path: Path
) -> None:
    """Y06"""
    assert workspace.document_language(ref) == "en"
    original = workspace.signed_copy(ref)
    assert original is not None
    assert workspace.preview(ref, language=ENGLISH) == original.pdf
    large = workspace.export(ref, tmp_path, language=ENGLISH, edition="ward_plan", large_print=True)
    assert large.sealed.name.endswith("-ward_plan-large-print.pdf")
    welsh = [
        workspace.export(ref, tmp_path, language=CYMRAEG, edition="ward_plan").sealed
        for _ in range(2)
    ]
    english = workspace.export(ref, tmp_path, language=ENGLISH, edition="ward_plan").sealed
    assert welsh[0].read_bytes() == welsh[1].read_bytes() != english.read_bytes()
    assert workspace.signed_copy(ref) == original


def test_the_writer_may_leave_an_answer_out(workspace: Workspace, draft: str) -> None:
    """Y07"""
    where = place("worries")
    assert workspace.withhold(draft, where).draft.marks.withheld == {where}
    assert workspace.open(draft).marks.withheld == {where}
    kept = workspace.withhold(draft, where)
    assert kept.sequence == ()
    assert not workspace.withhold(draft, where, on=False).draft.marks.withheld
    assert [each.kind for each in workspace.history(draft)][-2:] == ["mark", "unmark"]
    with pytest.raises(KeyError):
        workspace.withhold(draft, place("no_such_question"))
    assert workspace.integrity() == ()


def test_a_signed_record_withholds_no_more(workspace: Workspace, ref: str) -> None:
    """Y07"""
    with pytest.raises(RecordClosed):
        workspace.withhold(ref, place("worries"))
