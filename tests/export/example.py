# SPDX-License-Identifier: Apache-2.0
"""A fictional family in the shipped pre-birth form, complete, with names of many spellings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from itertools import count
from typing import Any

from kinfile.export.blocks import Document, Heading, Paragraph, SignaturePanel, Text
from kinfile.export.layout import lay_out
from kinfile.export.printable import Head, Printable, Signer, Standing
from kinfile.forms import catalogue
from kinfile.forms.model import Form, Kind, Question
from kinfile.i18n import Language
from kinfile.records.document import read_document
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import Marks
from kinfile.records.model import Path, RowId
from kinfile.records.report import Acknowledgement, MissingRows, Report

TODAY = date(2026, 11, 22)
MADE_AT = datetime(2026, 11, 22, 14, 32, tzinfo=timezone(timedelta(hours=0)))
URDU = "ماں نے کہا کہ بچہ ٹھیک ہے"

ANSWERS: dict[str, Any] = {
    "jurisdiction": "england",
    "assessment_type": "first",
    "request_date": "2026-11-02",
    "first_contact_date": "2026-11-09",
    "last_contact_date": "2026-11-20",
    "contact_place": "home",
    "privacy_of_contact": "no",
    "reason_for_assessment": "Marigold is 31 weeks pregnant with her second baby. Her low mood has "
    "come back and she has told her midwife that she cannot see a way forward. Her former partner "
    "has been at the flat twice this month although she asked him not to come.",
    "assessor_name": "Jo Rowe",
    "assessor_role": "specialist_midwife",
    "assessor_org": "Fictional Hospitals, Lantern maternity team",
    "assessor_phone": "01632 960123",
    "assessor_email": "jo.rowe@example.org",
    "assessor_registration": "NMC 12A3456E",
    "edd": "2027-01-18",
    "edd_basis": "dating_scan",
    "booking_date": "2026-07-06",
    "number_of_babies": 1,
    "maternity_unit": "Fictional General, birth centre",
    "named_midwife": "Lantern team, Jo Rowe",
    "gp_midwife_told": "yes",
    "concealed": "no",
    "children": [
        {
            "given_name": "Ŷnyr",
            "family_name": "Sample",
            "known_as": "Ŷn",
            "dob": "2020-05-14",
            "sex": "male",
            "nhs_number": {"value": "9991237577", "verified": True},
            "ethnicity": "white_british",
            "lives_with": "His mother, Marigold Sample",
            "parental_responsibility": "Marigold Sample and Ștefan Țăranu",
            "gp_practice": "Millpond Surgery, Testtown",
            "school": "Hillside Primary, Ms Włodarczyk",
            "csc_status": "past_involvement",
            "why_concerned": "yes",
        }
    ],
    "parents": [
        {
            "role": "mother",
            "details_status": "known",
            "given_name": "Marigold",
            "family_name": "Sample",
            "dob": "1995-03-10",
            "nhs_number": "9991158383",
            "address": "1 Example Street\nTesttown",
            "postcode": "ZZ99 3VZ",
            "phone": "07700 900123",
            "safe_contact": "Text only, weekday mornings. No voicemail and no letters.",
            "language": "English",
            "has_pr": "yes",
            "lives_with_child": "yes",
            "gp_practice": "Millpond Surgery, Testtown",
            "gp_confirmed": "yes",
            "mh_known": "current",
            "mh_team": "Perinatal team, Agnieszka Włodarczyk, 01632 960200",
            "history_explored": "yes",
            "history_summary": "Grew up with her grandmother. Low mood since she was 17, worse "
            "after Ŷnyr was born. Asks for help when she is believed.",
            "care_experienced": "no",
            "learning_disability": "no",
            "mh_concern": {
                "value": "yes_now",
                "evidence": "Slept three hours a night for two weeks; cried through the visit",
                "evidence_kind": "seen",
                "evidence_date": "2026-11-20",
            },
            "mh_condition": "Recurrent depression (perinatal team, 2026)",
            "mh_severity": "moderate",
            "mh_course": "episodic",
            "insight": "yes",
            "treatment": "Sertraline since August; sleeps badly when a dose is missed",
            "adherence": "partly",
            "engagement": "engaging",
            "service_stepped_back": "no",
            "suicidal": {
                "value": "yes_now",
                "evidence": "Said that everybody would be better off without her",
                "evidence_kind": "said_by_parent",
                "evidence_date": "2026-11-20",
            },
            "suicidal_detail": "Thoughts most evenings, no plan, tablets kept by her sister",
            "suicide_safety": "Her sister stays overnight; crisis team rings; tablets removed",
            "psychosis": "no",
            "mh_referral": "already_open",
            "hopeless": "yes_now",
            "substance": "no",
            "threats": "no",
            "seen_alone": "yes",
        },
        {
            "role": "father",
            "details_status": "partly",
            "details_reason": "Ștefan has not been met. Jo Rowe will ring him by 1 December.",
            "given_name": "Ștefan",
            "family_name": "Țăranu",
            "dob": {"status": "not_known"},
            "address": {"status": "not_known"},
            "safe_contact": "Not through Marigold",
            "language": "Romanian",
            "has_pr": "yes",
            "lives_with_child": "no",
            "gp_practice": {"status": "not_known"},
            "gp_confirmed": "no",
            "mh_known": "not_known",
            "history_explored": "no",
            "history_gap_reason": "Not met yet; Jo Rowe by 1 December",
            "suicidal": {"status": "not_asked", "reason": "not_safe"},
            "substance": {"status": "not_known"},
            "threats": "suspected",
            "threat_target": ["partner", "unborn"],
            "threat_context": ["separation"],
            "threat_assessment": "Said on the telephone that she would be sorry",
            "threat_view": "assessed_in_full",
            "threat_police": "yes",
        },
    ],
    "adults": [
        {"name": "Nguyễn Thị Hằng", "relationship": "Neighbour", "risk_known": "no"},
    ],
    "housing_situation": "temporary",
    "person_posing_risk": "no",
    "professionals": [
        {
            "name": "Agnieszka Włodarczyk",
            "role": "Perinatal mental health nurse, Fictional Hospitals",
            "contact": "01632 960200",
            "works_with": "parent",
            "contributed": "yes",
            "view": "She is more hopeful on the days when her sister is there.",
        },
        {
            "name": "Dr Ffion Lloyd",
            "role": "GP, Millpond Surgery",
            "contact": "01632 960300",
            "works_with": "whole_family",
            "contributed": "asked_no_reply",
        },
    ],
    "interpreter_needed": "Ștefan: Romanian",
    "interpreter_used": "professional",
    "format_needs": ["easy_read", "large_print"],
    "advocate": "offered_accepted",
    "missed_antenatal": 1,
    "substances_pregnancy": ["none"],
    "domestic_abuse": {
        "value": "suspected",
        "evidence": "Bruise on the left arm",
        "evidence_kind": "seen",
        "evidence_date": "2026-11-20",
    },
    "da_victim": "Marigold is harmed; Ștefan causes the harm",
    "da_child_at_risk": "yes",
    "da_specialist": "referred",
    "warning_signs": {"value": "yes_now", "evidence_kind": "said_by_parent"},
    "warning_words": {
        "value": f"I can't do this on my own. {URDU}",
        "who": "Marigold",
        "when": "20 November 2026",
        "how": "written down during the visit",
    },
    "sibling_voice": {
        "value": "Mum is sad in the mornings. I make toast.",
        "who": "Ŷnyr",
        "when": "12 November 2026, at school",
        "how": "told to Ms Włodarczyk",
    },
    "imp_roles": {"value": "yes_now", "evidence": "Ŷnyr makes breakfast", "evidence_kind": "seen"},
    "worries": "Marigold's mood is falling as the birth comes nearer. She is alone with Ŷnyr most "
    "evenings. Ștefan has come to the flat twice and she is frightened of him. Nobody has yet "
    "spoken to him.",
    "strengths_parents": "Marigold comes to every appointment, rings when she is worried, and has "
    "asked her sister to stay.",
    "strengths_child": "Ŷnyr likes school and talks to Ms Włodarczyk.",
    "support_network": "Her sister (four nights a week) and Nguyễn Thị Hằng next door.",
    "daily_life": "Ŷnyr wakes first and makes toast. His mother gets up when the alarm rings for "
    "school. On good days they walk together; on bad days the neighbour takes him. In the evening "
    "he watches television until his aunt comes.",
    "decision": ["pre_birth_social_care", "child_protection"],
    "decision_reason": "Thoughts of suicide and suspected abuse close to the birth of a baby.",
    "level_of_need": "level_4",
    "phone_first": "yes",
    "phone_detail": "20 November 2026 at 16:10, duty desk, advised to write up the same day",
    "receiving_authority": "Testshire Children's Social Care, duty team",
    "parents_told": "no_would_increase_risk",
    "parents_told_reason": "Ștefan reads her messages",
    "agreement": "partly",
    "lawful_basis": "public_task",
    "share_reason": "The unborn baby and Ŷnyr may be at risk of harm",
    "other_referrals": ["perinatal_mental_health", "domestic_abuse"],
    "manager_discussed": "yes",
    "manager_name": "Ffion Lloyd, named midwife for safeguarding, 20 November 2026",
    "manager_outcome": "Refer today by phone and in writing",
    "now_safe": "yes",
    "now_child_where": "Ŷnyr is at school and goes home with his aunt",
    "now_actions": "Crisis team rung at 15:40; duty desk rung at 16:10",
    "cont_child_care": "Her sister, who has agreed",
    "cont_relapse": "Not sleeping two nights running: her sister rings the crisis team.",
    "birth_plan_status": "draft",
    "actions": [
        {"what": "Ring Ștefan with an interpreter", "who": "Jo Rowe", "by": "2026-12-01"},
        {"what": "Plan for the birth agreed", "who": "Agnieszka Włodarczyk", "by": "2026-12-14"},
    ],
    "events": [
        {"date": "2020-05-14", "what": "Ŷnyr born; low mood afterwards", "source": "GP records"},
        {"date": "2019", "what": "First contact with mental health services", "source": "Marigold"},
        {"date": "2026-11", "what": "Ștefan at the flat twice", "source": "Marigold"},
    ],
    "milestones": [
        {"name": "book_by", "due": "2026-06-22", "done_date": "2026-07-06"},
        {"name": "assessment_complete", "due": "2026-10-26"},
        {"name": "birth_plan_agreed", "due": "2026-12-07"},
    ],
    "review_date": "2026-12-15",
    "lead_professional": "Jo Rowe",
}

SIGNER = Signer(
    name="Jo Rowe",
    role="Specialist midwife",
    organisation="Fictional Hospitals, Lantern maternity team",
    registration="NMC 12A3456E",
    phone="01632 960123",
    email="jo.rowe@example.org",
)


@cache
def form() -> Form:
    return catalogue.load("pre_birth")


def printable(
    answers: Mapping[str, Any] | None = None,
    *,
    standing: Standing = Standing.SIGNED,
    using: Form | None = None,
    **more: Any,
) -> Printable:
    """A record with `answers` (the example family's where none are given), evaluated today."""
    shape = using or form()
    profile = catalogue.profile("generic-england")
    numbers = count(1)
    whole = {"form": shape.id, "today": TODAY.isoformat(), "answers": answers or complete()}
    read = read_document(whole, shape, row_id=lambda: RowId(f"row-{next(numbers)}"))
    assert not read.refused, [fault.facts for fault in read.refused]
    marks: Marks = more.pop("marks", read.marks)
    report = evaluate(shape, read.answers, profile, TODAY, marks, reference="7F3K-9QXA")
    return Printable(
        form=shape,
        profile=profile,
        answers=read.answers,
        report=report,
        ref="7F3K9QXA",
        version=1,
        standing=standing,
        signer=SIGNER,
        head=Head(412, "3f9ab2c4d5e6" + "0" * 52),
        made_at=MADE_AT,
        program="0.1.0",
        marks=marks,
        key_words="abacus lantern marble otter pencil river",
        **more,
    )


def note() -> Document:
    """Two pages with both signature fields and the family's answers: quick to forge."""
    whole = lay_out(printable(), Language("en"))
    panels = [block for block in whole.blocks if isinstance(block, SignaturePanel)]
    told = [Paragraph(Text(f"Paragraph {number}: all of it was seen.")) for number in range(50)]
    blocks = (whole.blocks[0], Heading(2, Text("Note")), *told, *panels)
    return replace(whole, blocks=blocks)


@cache
def complete() -> Mapping[str, Any]:
    """The family's answers with every other required question answered."""
    answers = {key: _copied(value) for key, value in ANSWERS.items()}
    for _ in range(12):
        report = _evaluated(answers)
        if not report.missing:
            break
        for missing in report.missing:
            _fill(answers, missing)
    return answers


def acknowledged() -> Marks:
    """Every alert that asks for it answered by the writer."""
    given = Acknowledgement("Jo Rowe", "Rang the crisis team and the duty desk", "2026-11-20T16:10")
    report = _evaluated(complete())
    alerts = [s.alert for s in report.alerts if s.alert.may_be_acknowledged]
    return Marks(acknowledged={alert.id: given for alert in alerts})


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return dict(value) if isinstance(value, dict) else value


def _evaluated(answers: Mapping[str, Any]) -> Report:
    profile = catalogue.profile("generic-england")
    read = read_document({"form": form().id, "answers": dict(answers)}, form())
    return evaluate(form(), read.answers, profile, TODAY, read.marks)


def _fill(answers: dict[str, Any], missing: Path | MissingRows) -> None:
    if isinstance(missing, MissingRows):
        rows = answers.setdefault(missing.group, [])
        rows += [{} for _ in range(missing.need - len(rows))]
        return
    question = form().by_id()[missing.question]
    if missing.group:
        answers[missing.group][missing.number - 1][question.name] = _plausible(question)
    else:
        answers[question.id] = _plausible(question)


def _plausible(question: Question) -> Any:
    if question.options:
        code = question.options[-1].code
        return [code] if question.kind is Kind.MULTI else code
    simple: dict[Kind, Any] = {
        Kind.RISK: "no",
        Kind.YES_NO_UNKNOWN: "no",
        Kind.INT: 0,
        Kind.DATE: "2026-11-10",
        Kind.PHONE: "01632 960111",
        Kind.EMAIL: "team@example.org",
        Kind.PERSON: "Marigold",
    }
    said = f"Talked through with the family ({question.name.replace('_', ' ')})."
    return simple.get(question.kind, said)


def at(hour: int, minute: int) -> datetime:
    """A moment of the example's day."""
    return datetime(2026, 11, 22, hour, minute, tzinfo=UTC)


def with_question(name: str, **changes: Any) -> Form:
    """The form with one question changed."""
    shape = form()
    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(item, **changes) if isinstance(item, Question) and item.id == name else item
                for item in section.items
            ),
        )
        for section in shape.sections
    )
    return replace(shape, sections=sections)
