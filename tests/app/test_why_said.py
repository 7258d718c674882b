# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked, hidden or required, in sentences.

S01 What rests on one answer is one sentence that names the question and the answer in words.
S02 What rests on several is a heading and a line for each, each a sentence with its path.
S03 A question of another row is named with its row, one of the same row without.
S04 Required: by its own line, a rule, an alert with the answers behind it; or why not.
S05 A section is told as open by its rule, by alerts, by hand, or as closed.
S06 Alerts: those that stand because of it, forbid or expect its answer, or cannot tell.
S07 Rows, the day, the profile and other alerts are told in sentences of their own.
S08 An answer is short, without its evidence; a status says which and why.
S09 Every line of every place of a worked case is a whole message of the catalogue.
S10 What is hidden is told with what would call for it, unless that would be a paragraph.
"""

import gettext
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.small import TODAY, alert, answers_of, national, numbered_rows, section, small_form
from helpers.small import place as at
from kinfile import bundle
from kinfile.app.why_said import LONGEST, SHORT_RULE, Line, WhySaid, section_said, why_said
from kinfile.forms import catalogue
from kinfile.forms.model import Form, SectionId
from kinfile.i18n import Language
from kinfile.records.document import read_document
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import Marks
from kinfile.records.model import Place
from kinfile.records.why import Reasons

ENGLISH = Language("en")
FORMS = ("pre_birth", "young_carer", "hospital_visit")

Q = "required: no, disclose: all, source: [S1.1], error: E"
MUST = "required: yes, disclose: all, source: [S1.1], error: E"
ITEMS = f"""
  - {{id: abuse, kind: risk, ask: Is anybody hurt?, {MUST}}}
  - {{id: detail, kind: text, ask: What happens?, {MUST}, show_when: "is(abuse, risk_present)"}}
  - {{id: after, kind: text, ask: And then?, {Q}, show_when: "answered(detail)"}}
  - {{id: both, kind: text, ask: Both?, {Q},
     show_when: "is(abuse, risk_present) and is(safe, 'no')"}}
  - {{id: safe, kind: yes_no_unknown, ask: Is it safe?, {Q}}}
  - {{id: told, kind: text, ask: Who was told?, {Q}, required_when: "is(safe, 'no')"}}
  - {{id: seen, kind: text, ask: Who was seen?, {Q}}}
  - {{id: words, kind: long_text, ask: Said?, {Q}}}
  - {{id: spoken, kind: text, ask: Spoken?, {Q}, show_when: "length(words) > 3"}}
  - {{id: late, kind: text, ask: Late?, {Q}, show_when: "days(edd, today()) > limit('stale')"}}
  - {{id: soon, kind: text, ask: Soon?, {Q}, show_when: "milestone('book_by') < today()"}}
  - {{id: never, kind: text, ask: Never?, {Q}, show_when: "1 > limit('concealed')"}}
  - {{id: edd, kind: date, ask: Due?, {Q}}}
  - {{id: kids, kind: text, ask: Kids?, {Q}, show_when: "count(parents) > 1"}}
  - {{id: ills, kind: text, ask: Ills?, {Q}, show_when: "any(parents, is(ill, risk_present))"}}
  - {{id: urgent, kind: text, ask: Urgent?, {Q},
     required_when: "alerts_standing('act_now') > 0"}}
  - {{id: sure, kind: declaration, ask: Sure?, {MUST}}}
  - group: parents
    title: Parents and carers
    row: Parent
    label: [name]
    min: 0
    max: 4
    required: no
    source: [S1.1]
    questions:
      - {{id: name, kind: text, ask: Name?, {Q}}}
      - {{id: ill, kind: risk, ask: Ill?, {Q}}}
      - {{id: plan, kind: text, ask: Plan?, {Q}, show_when: "is(ill, risk_present)"}}
"""
SAYS = "Speak to the lead today. Then write it down."
ALERTS = (
    alert("R01", "is(abuse, risk_now)", forces="['section:two', 'require:seen']",
          severity="act_now")
    + alert("R02", "is(safe, 'no')", forces="['forbid:abuse~no', 'section:two']")
    + alert("R03", "is(safe, 'yes') and is(abuse, 'no')", forces="['expect:abuse~yes_now']")
).replace("It is said", SAYS)  # fmt: skip
NAME = "“Speak to the lead today”"


@pytest.fixture
def form(tmp_path: Path) -> Form:
    opens = "{when: \"is(safe, 'no')\"}"
    items = f"  - {{id: %s, kind: text, ask: More?, {MUST}}}\n"
    more = {
        "small/sections/two.yaml": section("two", items % "more", "alert"),
        "small/sections/three.yaml": section("three", items % "rest", opens),
    }
    return small_form(tmp_path, ITEMS, alerts=ALERTS, more=more)


Ask = Callable[..., WhySaid]


@pytest.fixture
def ask(form: Form) -> Ask:
    def ask(
        name: str, answers: dict[str, Any], row: str | None = None, opened: str = ""
    ) -> WhySaid:
        reasons, given = made(form, answers, opened)
        return why_said(reasons.at(at(name, row)), form, given, ENGLISH)

    return ask


def made(form: Form, answers: dict[str, Any], opened: str = "") -> tuple[Reasons, Any]:
    given = answers_of(form, answers)
    marks = Marks(opened=frozenset({SectionId(opened)} if opened else ()))
    report = evaluate(form, given, national(), TODAY, marks)
    return Reasons(form, given, national(), report, marks), given


def words(lines: tuple[Line, ...]) -> list[str]:
    return ["  " * line.level + line.words for line in lines]


def test_one_answer_is_one_sentence(ask: Ask) -> None:
    """S01"""
    shown = ask("detail", {"abuse": "suspected"})
    assert words(shown.asked) == ["Asked because “Is anybody hurt?” is answered “Suspected”."]
    assert str(shown.asked[0].path) == "abuse"
    hidden = ask("detail", {})
    assert words(hidden.asked) == ["Hidden because “Is anybody hurt?” has no answer yet."]
    aside = ask("after", {"abuse": "no", "detail": "x"})
    assert words(aside.asked) == ["Hidden because “What happens?” is not asked today."]
    assert words(ask("abuse", {}).asked) == ["Always asked."]


def test_several_answers_are_a_list(ask: Ask) -> None:
    """S02"""
    shown = ask("both", {"abuse": "yes_now", "safe": "no"})
    assert words(shown.asked) == [
        "Asked because of this:",
        "  “Is anybody hurt?” is answered “Yes, now”.",
        "  “Is it safe?” is answered “No”.",
    ]
    assert [str(line.path) for line in shown.asked[1:]] == ["abuse", "safe"]
    assert {str(path): said for path, said in shown.because.items()} == {
        "abuse": "“Is anybody hurt?” is answered “Yes, now”.",
        "safe": "“Is it safe?” is answered “No”.",
    }


def test_another_row_is_named(ask: Ask) -> None:
    """S03"""
    answers = {"parents": [{"name": "Marigold", "ill": "yes_past"}]}
    assert words(ask("ills", answers).asked) == [
        "Asked because “Ill?” (Parent 1: Marigold) is answered “Yes, in the past”."
    ]
    assert words(ask("parents.plan", answers, "row-1").asked) == [
        "Asked because “Ill?” is answered “Yes, in the past”."
    ]


def test_why_an_answer_is_required(ask: Ask) -> None:
    """S04"""
    assert words(ask("abuse", {}).required) == [
        *("Required where it is asked.", "Still to be answered."),
    ]  # fmt: skip
    assert words(ask("sure", {}).required) == ["Nobody has to fill it in."]
    assert words(ask("seen", {}).required) == ["Not required."]
    assert words(ask("told", {"safe": "no", "told": "Jo"}).required) == [
        "Required because “Is it safe?” is answered “No”."
    ]
    assert words(ask("told", {"safe": "yes"}).required) == [
        "Not required today, because “Is it safe?” is answered “Yes”."
    ]
    by_alert = ask("seen", {"abuse": "suspected"})
    assert words(by_alert.required) == [
        f"Required because the alert {NAME} stands.",
        "  “Is anybody hurt?” is answered “Suspected”.",
        "Still to be answered.",
    ]
    assert [str(path) for path in by_alert.because] == ["abuse"]
    assert ask("detail", {}).required == ()


def test_why_a_section_is_open_or_closed(ask: Ask) -> None:
    """S05"""
    assert words(ask("more", {}).lines) == [
        "Hidden: no alert opens its section “Section two” today.",
        "Opens when an alert or the worker opens it.",
    ]
    assert words(ask("rest", {}).asked) == [
        "Hidden: its section “Section three” is closed.",
        "The section “Section three” is closed because “Is it safe?” has no answer yet.",
    ]
    assert words(ask("rest", {"safe": "no"}).asked) == [
        "The section “Section three” is open because “Is it safe?” is answered “No”."
    ]
    assert words(ask("more", {}, opened="two").asked) == [
        "The section “Section two” is open because you opened it."
    ]
    one = ask("more", {"abuse": "yes_now"})
    assert words(one.asked) == [
        f"The section “Section two” is open because the alert {NAME} stands.",
        "  “Is anybody hurt?” is answered “Yes, now”.",
    ]
    two = ask("more", {"abuse": "yes_now", "safe": "no"})
    assert words(two.asked) == [
        "The section “Section two” is open because these alerts stand:",
        f"  {NAME}",
        f"  {NAME}",
    ]
    assert [str(path) for path in two.because] == ["abuse", "safe"]


def test_a_section_by_itself(form: Form) -> None:
    """S05"""

    def said(name: str, answers: dict[str, Any], opened: str = "") -> list[str]:
        reasons, given = made(form, answers, opened)
        return words(section_said(reasons.section(SectionId(name)), form, given, ENGLISH).lines)

    assert said("one", {}) == ["The section “Section one” is always open."]
    assert said("two", {}) == [
        "The section “Section two” is closed because no alert opens it today.",
        "Opens when an alert or the worker opens it.",
    ]
    assert said("two", {}, "two") == ["The section “Section two” is open because you opened it."]


def test_alerts_that_have_to_do_with_it(ask: Ask) -> None:
    """S06"""
    assert words(ask("abuse", {"abuse": "no", "safe": "no"}).alerts) == [
        f"Nobody can sign with this answer while the alert {NAME} stands."
    ]
    assert words(ask("abuse", {"abuse": "no", "safe": "yes"}).alerts) == [
        f"The alert {NAME} stands, and this answer is part of why.",
        f"The alert {NAME} expects another answer here, or a reason.",
    ]
    assert words(ask("safe", {}).alerts) == [
        "2 alerts cannot tell until this is known:",
        f"  {NAME}",
        f"  {NAME}",
    ]
    assert words(ask("abuse", {"safe": "no"}).alerts)[0] == (
        "2 alerts cannot tell until this is known:"
    )


def test_what_no_answer_decides(ask: Ask) -> None:
    """S07"""
    assert words(ask("kids", {}).asked) == [
        *("Hidden because of this:", "  There is nothing under “Parents and carers”."),
    ]  # fmt: skip
    assert words(ask("kids", {"parents": [{}, {}]}).asked) == [
        *("Asked because of this:", "  There are 2 rows under “Parents and carers”."),
    ]  # fmt: skip
    assert words(ask("late", {"edd": "2026-01-01"}).asked) == [
        "Asked because of this:",
        "  “Due?” is answered “1 January 2026”.",
        "  Today is 22 November 2026.",
        "  The local limit is 30: the time since the latest contact, in days.",
    ]
    assert words(ask("soon", {"edd": "2026-11-30"}).asked)[2] == (
        "  The local timing is 10 weeks + 0 days: Booked for maternity care."
    )
    assert words(ask("never", {}).asked) == [
        *("Hidden because of this:", "  No local value is set for this: a concealed pregnancy."),
    ]  # fmt: skip
    assert words(ask("urgent", {"abuse": "yes_now"}).required)[:2] == [
        *("Required because of this:", f"  The alert {NAME} stands."),
    ]  # fmt: skip
    assert words(ask("urgent", {}).required) == [
        *("Not required today, because of this:", "  No other alert “Act now” stands."),
    ]  # fmt: skip


def test_rows_that_are_named_one_by_one_are_not_counted(ask: Ask) -> None:
    """S07"""
    assert words(ask("ills", {"parents": [{"ill": "no"}]}).asked) == [
        "Hidden because “Ill?” (Parent 1) is answered “No”."
    ]


def test_answers_are_short_and_without_evidence(ask: Ask) -> None:
    """S08"""
    risk = {"value": "suspected", "evidence": "A bruise", "evidence_kind": "seen"}
    (line,) = ask("detail", {"abuse": risk}).asked
    assert "bruise" not in line.words
    (line,) = ask("spoken", {"words": "So it goes on. " * 40}).asked
    assert len(line.words) < LONGEST + 40
    assert line.words.endswith("…”.")
    not_asked = {"status": "not_asked", "reason": "not_safe"}
    assert words(ask("detail", {"abuse": not_asked}).asked) == [
        "Hidden because “Is anybody hurt?” is answered “Not asked: not safe to ask”."
    ]


def test_what_would_call_for_it_is_told_too(ask: Ask) -> None:
    """S10"""
    assert words(ask("spoken", {}).rules) == ["Asked when the length of “Said?” is more than 3."]
    assert ask("spoken", {"words": "So it goes"}).rules == ()


class Marking(gettext.NullTranslations):
    """Puts every message between brackets, so that words from nowhere show."""

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize("name", FORMS)
def test_every_line_comes_from_the_catalogue(name: str) -> None:
    """S09, S10"""
    form, language = catalogue.load(name), Language("en", Marking())
    case = min((bundle.forms() / name / "cases").glob("*.json"))
    whole = json.loads(case.read_text(encoding="utf-8"))
    found = read_document(whole, form, row_id=numbered_rows())
    profile = catalogue.profile(found.profile)
    report = evaluate(form, found.answers, profile, found.today or TODAY, found.marks)
    reasons = Reasons(form, found.answers, profile, report, found.marks)
    for place in report.shown | {Place(q.id) for q in form.questions() if not q.group}:
        said = why_said(reasons.at(place), form, found.answers, language)
        assert said.asked
        for line in (*said.asked, *said.required, *said.alerts):
            assert line.words[0] + line.words[-1] == "[]", line.words
            assert "{" not in line.words
        assert all(len(line.words) <= SHORT_RULE for line in said.rules)
