# SPDX-License-Identifier: Apache-2.0
"""What stands on the page about a record: errors, checks, states and sources, in words."""

from collections.abc import Mapping
from dataclasses import replace

from kinfile.app import why_said
from kinfile.app.draft import Draft, KeyDate
from kinfile.app.said import blocker_said, missing_said, problem_said
from kinfile.forms.dates import gestation_days
from kinfile.forms.model import Section, SectionId, Severity
from kinfile.i18n import N_, Language
from kinfile.records.model import Path, Place
from kinfile.records.report import Blocker, Level, Missing, Problem, SectionState
from kinfile.ui.fields.question import Check
from kinfile.ui.pages.fill_places import (
    Spot,
    open_problems,
    open_sections,
    row_words,
    spot_of,
    spot_of_missing,
)

STATES = {
    SectionState.COMPLETE: N_("Completed"),
    SectionState.IN_PROGRESS: N_("In progress"),
    SectionState.NOT_STARTED: N_("Not started"),
    SectionState.NOT_RELEVANT: N_("Not needed"),
}
"""A section's state in words; `to_check` is counted instead."""

EXPECTED = "expected-answer"
"""The problem that is answered beside its alert."""
RIGHT = N_("Yes, this is right")
ANSWERS = {EXPECTED: N_("Say why"), "reason-missing": ""}
"""Problem code -> the button beside it; every other one is simply said to be right."""

SEVERITIES = {
    Severity.ACT_NOW: N_("Today"),
    Severity.ACT_SOON: N_("Before the next contact"),
    Severity.INFO: N_("To know"),
}

SOURCES = {
    "S1": N_("NSPCC briefing on learning from case reviews (2015)"),
    "S2": N_("NSPCC summary of reviews from 2016 to 2022"),
    "S3": N_("NSPCC summary of risk factors and learning (2015)"),
    "S4": N_("SCIE guide on parental mental health and child welfare"),
    "S5": N_("Derby and Derbyshire procedure (2021)"),
    "E1": N_("Pre-birth procedures of several areas"),
    "E1c": N_("Safer sleep and coping with crying (ICON)"),
    "E2": N_("Early help assessment practice"),
    "E3": N_("Practice on children visiting hospitals"),
    "E3b": N_("Working Together to Safeguard Children"),
    "E4": N_("Guidance on sharing information"),
    "E5": N_("Young carers' regulations and practice"),
    "E5b": N_("Warning signs of illness around birth"),
    "E5c": N_("Published young carer questionnaires"),
    "E6": N_("NHS number standard"),
    "E7": N_("Guidance on addresses and dates"),
    "E8": N_("Referral forms of several areas"),
    "E9": N_("Guidance on keeping records"),
    "E10": N_("Practice on recording domestic abuse"),
    "E11": N_("Practice on recording domestic abuse"),
    "E12": N_("Guidance on secure mail and file names"),
    "E13": N_("Accessible information standard"),
    "E14": N_("Practice on signing documents"),
    "E15": N_("Changes in the law"),
}
"""The sources that definitions name, by the part of their code before the dot."""


LONGEST_WORD = 30
"""Characters after which a word may be broken: a pasted web address must not widen the page."""


def breakable(text: str) -> str:
    """`text` with places inside very long words where a line may end; nothing to be seen."""
    if all(len(word) <= LONGEST_WORD for word in text.split()):
        return text
    step = LONGEST_WORD
    return " ".join(
        "\u200b".join(word[at : at + step] for at in range(0, len(word), step)) or word
        for word in text.split(" ")
    )


def sources(codes: tuple[str, ...], language: Language) -> str:
    """Where something comes from: "Source: Derby and Derbyshire procedure (2021), S5.23"."""
    named: dict[str, list[str]] = {}
    for code in codes:
        document = code.partition(".")[0]
        words = SOURCES.get(document) or SOURCES.get(document.rstrip("abcdefgh"))
        named.setdefault(language.text(words) if words else code, []).append(code)
    told = "; ".join(f"{words} ({', '.join(each)})" for words, each in named.items())
    return language.plural("Source: {told}", "Sources: {told}", len(named), told=told)


def caption_of(draft: Draft, section: Section, language: Language) -> str:
    """What stands over a section's title: which one it is, and the part it belongs to."""
    sections = [each.id for each in open_sections(draft)]
    part = language.text(section.part)
    if section.id not in sections:
        return part
    number = sections.index(section.id) + 1
    words = language.text("Section {number} of {count}", number=number, count=len(sections))
    return f"{words} · {part}"


def state_words(draft: Draft, section: SectionId, language: Language) -> str:
    """Completed, In progress, "2 to check" and so on."""
    report = draft.report.sections[section]
    if report.state is SectionState.TO_CHECK:
        count = sum(1 for _ in open_problems(report.problems))
        return language.plural("{n} to check", "{n} to check", max(count, 1))
    return language.text(STATES[report.state])


def missing_words(draft: Draft, missing: Missing, language: Language) -> str:
    """What must be given: the question's own sentence, or the group's."""
    return missing_said(draft.form, missing, language)


def problem_words(draft: Draft, problem: Problem, language: Language) -> str:
    """What is odd about an answer. Alerts go by their first sentence: their ids are for IT."""
    if "alert" in problem.facts:
        named = alert_name(draft, problem.facts["alert"], language)
        problem = replace(problem, facts={**problem.facts, "alert": named})
    return problem_said(draft.form, problem, language)


def blocker_words(draft: Draft, blocker: Blocker, language: Language) -> str:
    """What signing waits for."""
    if blocker.alert:
        blocker = replace(blocker, alert=alert_name(draft, blocker.alert, language))
    return blocker_said(draft.form, draft.report, blocker, language)


def alert_name(draft: Draft, alert: str, language: Language) -> str:
    """An alert by its first sentence, in quotation marks."""
    found = next((each for each in draft.form.alerts if each.id == alert), None)
    return why_said.alert_name(found, language) if found else alert


def in_row(draft: Draft, path: Path, words: str, language: Language) -> str:
    """`words` behind the name of the row they are about, where there is one."""
    spot = spot_of(draft, path)
    row = row_words(draft, spot.place, language) if spot and spot.place else ""
    return language.text("{what}: {part}", what=row, part=words) if row else words


def errors_in(draft: Draft, section: SectionId, language: Language) -> Mapping[Spot, str]:
    """What is missing or wrong in a section, by the place where it is put right."""
    report = draft.report.sections[section]
    found: dict[Spot, str] = {}
    for missing in report.missing:
        spot = spot_of_missing(draft, missing)
        if spot is not None:
            found.setdefault(spot, missing_words(draft, missing, language))
    for problem in report.problems:
        spot = spot_of(draft, problem.path)
        if spot is not None and problem.level is Level.ERROR:
            found.setdefault(spot, problem_words(draft, problem, language))
    return found


def checks_in(
    draft: Draft, section: SectionId, language: Language
) -> Mapping[Place, tuple[Check, ...]]:
    """Odd answers that wait for a word of the worker, by place."""
    found: dict[Place, tuple[Check, ...]] = {}
    for problem in draft.report.sections[section].problems:
        spot = spot_of(draft, problem.path)
        if problem.level is not Level.CHECK or problem.confirmed or not spot or not spot.place:
            continue
        answer = language.text(ANSWERS.get(problem.code, RIGHT))
        check = Check(problem.code, problem_words(draft, problem, language), answer)
        found[spot.place] = (*found.get(spot.place, ()), check)
    return found


KEY_DATES = {
    "due": N_("Due {date}"),
    "visit": N_("Visit on {date}"),
    "review": N_("Look at again on {date}"),
}


def pregnancy_words(key: KeyDate, draft: Draft, language: Language) -> str:
    """25 weeks + 6 days today, for a due date; else empty."""
    if key.kind != "due":
        return ""
    weeks, days = divmod(gestation_days(key.on, draft.report.today), 7)
    if weeks < 0:
        return ""
    return language.plural(
        "{weeks} weeks + {n} day today", "{weeks} weeks + {n} days today", days, weeks=weeks
    )
