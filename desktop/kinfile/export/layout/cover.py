# SPDX-License-Identifier: Apache-2.0
"""The first page: what must be seen before anything else, who it is about, what is asked for."""

from collections.abc import Iterator

from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    Fact,
    FactsTable,
    Paragraph,
    Style,
    Text,
)
from kinfile.export.editions import Edition
from kinfile.export.layout.alerts import lay_out_alerts
from kinfile.export.layout.answers_file import shown_ref
from kinfile.export.layout.changes import replaced
from kinfile.export.layout.missing import missing_in_short
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.titles import title_band
from kinfile.export.printable import Standing
from kinfile.records.marks import OnPaper

_NEEDS = (
    "interpreter_needed",
    "interpreter_used",
    "format_needs",
    "advocate",
    "sensitivity_notes",
)
_ASKED_FOR = (
    "decision",
    "hv_best_interests",
    "level_of_need",
    "receiving_authority",
    "strategy_needed",
    "reason_for_assessment",
)
_NO_NEED = frozenset({"none", "not_needed"})


def lay_out_cover(reading: Reading) -> Iterator[Block]:
    """Marking, banners, access needs, identity, and the summary for the duty desk."""
    yield title_band(reading, subject(reading))
    yield from _banners(reading)
    yield from _access(reading)
    yield FactsTable(tuple(_identity(reading)))
    yield from lay_out_alerts(reading, reading.facts(_ASKED_FOR))


def subject(reading: Reading) -> str:
    """Whom the record is about: the unborn baby, the young carer, or the children."""
    unborn = reading.line("unborn_label")
    due = reading.line("edd")
    if unborn:
        return reading.language.text("{name}, due {date}", name=unborn, date=due) if due else unborn
    chosen = reading.line("yc_subject")
    if chosen:
        return chosen
    children = [person.name for person in reading.people if person.group == "children"]
    return reading.language.listed([name for name in children if name])


def _banners(reading: Reading) -> Iterator[Block]:
    yield from _state(reading)
    yield from _left_out(reading)
    if _stands(reading, "phone_now"):
        words = reading.text("Phone this referral through now; do not wait for the document.")
        yield Banner(BannerKind.STOP, words)
    if _stands(reading, "do_not_contact_parents"):
        words = reading.text("Do not contact the parents before speaking to the referrer.")
        yield Banner(BannerKind.STOP, words)
    if _stands(reading, "information_as_at"):
        yield Banner(
            BannerKind.NOTE,
            reading.text(
                "Information as at {date}; later changes are not in it.", date=_as_at(reading)
            ),
        )
    if reading.of.standing is not Standing.PREVIEW and wants_manager(reading):
        yield Banner(
            BannerKind.NOTE,
            reading.text(
                "Awaiting manager: until the second panel on the last page holds a signature, "
                "no manager has signed this."
            ),
        )


def wants_manager(reading: Reading) -> bool:
    """A manager's signature is asked for, or an alert to act now stands."""
    alerts = reading.of.report.alerts
    return reading.of.manager_field or any(s.alert.severity == "act_now" for s in alerts)


def _state(reading: Reading) -> Iterator[Block]:
    if reading.of.is_trial:
        yield Banner(
            BannerKind.STOP,
            reading.text("TRIAL FORM: not approved for use"),
            (reading.text("Its questions and rules are only being tried out."),),
        )
    if reading.of.standing is Standing.URGENT:
        title = reading.text("INCOMPLETE: urgent copy, sent before the assessment was finished")
        yield Banner(BannerKind.STOP, title, missing_in_short(reading))
    elif reading.of.standing is Standing.PREVIEW:
        title = reading.text("DRAFT: not signed. Not to be sent or filed.")
        yield Banner(BannerKind.DRAFT, title, missing_in_short(reading))
    if reading.of.correction is not None:
        yield replaced(reading, reading.of.correction)


def _left_out(reading: Reading) -> Iterator[Block]:
    """The same words whatever was left out, so that they tell nothing."""
    if reading.of.edition == Edition.WITHOUT_RESTRICTED:
        yield Banner(
            BannerKind.NOTE,
            reading.text("Copy without restricted answers"),
            (
                reading.text(
                    "Restricted questions print as withheld whatever was answered, or not at all. "
                    "Alerts that rest on them are not listed. They stand in the restricted annex."
                ),
            ),
        )


def _stands(reading: Reading, cover: str) -> bool:
    return any(
        force.target == cover
        for standing in reading.of.report.alerts
        for force in standing.alert.forced("cover")
    )


def _as_at(reading: Reading) -> str:
    latest = reading.line("last_contact_date") or reading.line("first_contact_date")
    return latest or reading.language.date(reading.of.report.today)


def _access(reading: Reading) -> Iterator[Block]:
    lines = tuple(_need_lines(reading))
    if lines:
        yield Banner(BannerKind.NOTE, reading.text("Access needs"), lines)


def _need_lines(reading: Reading) -> Iterator[Text]:
    for name in _NEEDS:
        question, answer = reading.question(name), reading.answer_to(name)
        if question is None or answer is None or answer.status is not None:
            continue
        codes = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        if not _NO_NEED.issuperset(map(str, codes)):
            yield Text(f"{reading.words(question.ask)} {reading.line(name)}")


def _identity(reading: Reading) -> Iterator[Fact]:
    of = reading.of
    nobody = reading.language.text("Not known")
    yield _own(reading.text("Record"), shown_ref(of.ref))
    yield _own(reading.text("About"), subject(reading) or nobody)
    for name in ("gestation_today", "hv_hospital", "first_contact_date", "last_contact_date"):
        question = reading.question(name)
        if question and reading.answer(question) is not None:
            yield reading.fact(question)
    yield _own(reading.text("Written by"), ", ".join(_writer(reading)))
    if of.marks.paper is not None:
        yield _own(reading.text("Written on paper"), _typed(reading, of.marks.paper))
    yield _own(reading.text("Reach the writer at"), ", ".join(_reached(reading)) or nobody)
    yield _own(reading.text("This copy"), _copy(reading))


def _typed(reading: Reading, paper: OnPaper) -> str:
    """Both dates of a record that was written on paper first."""
    return reading.language.text(
        "on {date}; typed up on {typed} by {name}",
        date=reading.language.date(paper.on),
        typed=reading.language.date(paper.typed_on),
        name=paper.by,
    )


def _reached(reading: Reading) -> Iterator[str]:
    signer = reading.of.signer
    yield from filter(
        None,
        (
            reading.line("assessor_phone") or signer.phone,
            reading.line("assessor_email") or signer.email,
        ),
    )


def _writer(reading: Reading) -> Iterator[str]:
    signer = reading.of.signer
    yield reading.line("assessor_name") or signer.name
    yield from filter(
        None,
        (
            reading.line("assessor_role") or signer.role,
            reading.line("assessor_org") or signer.organisation,
            reading.line("assessor_registration") or signer.registration,
        ),
    )


def _copy(reading: Reading) -> str:
    of, say = reading.of, reading.language
    at = say.date_and_time(of.made_at)
    if of.standing is Standing.PREVIEW:
        return say.text("draft, made {at}", at=at)
    if of.standing is Standing.URGENT:
        return say.text("urgent, made {at}", at=at)
    return say.text("version {number}, signed {at}", number=of.version, at=at)


def _own(question: Text, answer: str) -> Fact:
    return Fact(question, (Paragraph(Text(answer), Style.BODY),))
