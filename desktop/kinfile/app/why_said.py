# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked, hidden or required today, in sentences.

Each line is a whole sentence that a translation may order as it likes. What rests on one answer
is told in one sentence; what rests on several is a heading sentence with a line for each, so no
rule becomes a paragraph. Lines hold answers: they belong on a page that somebody asked for, never
in a title, an announcement or a log.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten

from kinfile.forms.explanation import opened_when, required_when, vocabulary_of, why_shown
from kinfile.forms.explanation_words import SEVERITIES
from kinfile.forms.model import NEVER_MISSING, Alert, Form, GroupId, Severity
from kinfile.i18n import N_, Language
from kinfile.records.model import Answers, Path, RowId
from kinfile.records.people import people_of
from kinfile.records.shown import printed, row_label
from kinfile.records.why import (
    Behind,
    Counted,
    OfProfile,
    OnDay,
    Opening,
    OtherAlerts,
    Read,
    ReadAs,
    Reason,
    Why,
    WhySection,
)

LONGEST = 80
"""Characters of an answer; the whole of it stands where it was written."""


SHORT_RULE = 240
"""Characters of a rule in words; a longer one would be a paragraph and is not told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `path` is the answer that it is about.

    A line of `level` 1 belongs to the last one of level 0 before it.
    """

    words: str
    path: Path | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class WhySaid:
    """`asked` tells why it is asked or hidden, `required` whether it has to be answered.

    `alerts` tells what stands because of it, or cannot tell; `rules` when it is asked at all.
    `because` has the answers that decided whether it is asked and required, each as a sentence.
    """

    asked: tuple[Line, ...]
    required: tuple[Line, ...] = ()
    alerts: tuple[Line, ...] = ()
    rules: tuple[Line, ...] = ()
    because: Mapping[Path, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.asked, *self.required, *self.alerts, *self.rules)


@dataclass(frozen=True, slots=True)
class _Heads:
    """How a reason begins: with one answer in the same sentence, with several, with none."""

    answered: str
    blank: str
    hidden: str
    several: str
    none: str


_ASKED = _Heads(
    N_("Asked because {question} is answered {answer}."),
    N_("Asked because {question} has no answer yet."),
    N_("Asked because {question} is not asked today."),
    N_("Asked because of this:"),
    N_("Asked in every record of this form."),
)
_HIDDEN = _Heads(
    N_("Hidden because {question} is answered {answer}."),
    N_("Hidden because {question} has no answer yet."),
    N_("Hidden because {question} is not asked today."),
    N_("Hidden because of this:"),
    N_("Hidden because nothing that this form asks calls for it."),
)
_REQUIRED = _Heads(
    N_("Required because {question} is answered {answer}."),
    N_("Required because {question} has no answer yet."),
    N_("Required because {question} is not asked today."),
    N_("Required because of this:"),
    N_("Required in every record of this form."),
)
_NOT_REQUIRED = _Heads(
    N_("Not required today, because {question} is answered {answer}."),
    N_("Not required today, because {question} has no answer yet."),
    N_("Not required today, because {question} is not asked today."),
    N_("Not required today, because of this:"),
    N_("Not required, because nothing that this form asks calls for it."),
)
_OPEN = _Heads(
    N_("The section “{section}” is open because {question} is answered {answer}."),
    N_("The section “{section}” is open because {question} has no answer yet."),
    N_("The section “{section}” is open because {question} is not asked today."),
    N_("The section “{section}” is open because of this:"),
    N_("The section “{section}” is open in every record of this form."),
)
_CLOSED = _Heads(
    N_("The section “{section}” is closed because {question} is answered {answer}."),
    N_("The section “{section}” is closed because {question} has no answer yet."),
    N_("The section “{section}” is closed because {question} is not asked today."),
    N_("The section “{section}” is closed because of this:"),
    N_("The section “{section}” is closed because nothing that this form asks calls for it."),
)
_OPENINGS: Mapping[Opening, str] = {
    Opening.ALWAYS: N_("The section “{section}” is always open."),
    Opening.ALERT: N_("The section “{section}” is open because an alert opened it."),
    Opening.HAND: N_("The section “{section}” is open because you opened it."),
    Opening.CLOSED: N_("The section “{section}” is closed because no alert opens it today."),
}
_FACTS: Mapping[ReadAs, str] = {
    ReadAs.ANSWERED: N_("{question} is answered {answer}."),
    ReadAs.BLANK: N_("{question} has no answer yet."),
    ReadAs.HIDDEN: N_("{question} is not asked today."),
}


def why_said(why: Why, form: Form, answers: Answers, language: Language) -> WhySaid:
    """Everything about one question, from today's answers."""
    return _Sayer(form, answers, language, row=why.place.row).question(why)


def section_said(why: WhySection, form: Form, answers: Answers, language: Language) -> WhySaid:
    """Why a section is open or closed today."""
    sayer = _Sayer(form, answers, language)
    return WhySaid(tuple(sayer.section(why)), rules=tuple(sayer.section_rule(why)))


def alert_name(alert: Alert, language: Language) -> str:
    """An alert by its first sentence, in quotation marks."""
    first = language.text(alert.say).partition(". ")[0].rstrip(".")
    return language.text("“{words}”", words=first)


class _Sayer:
    """Says the reasons of one place. `row` is the row it stands in, which needs no name there."""

    def __init__(
        self, form: Form, answers: Answers, language: Language, *, row: RowId | None = None
    ) -> None:
        self._form, self._answers, self._language = form, answers, language
        self._row = row
        self._people = people_of(answers)
        self._questions = form.by_id()

    def question(self, why: Why) -> WhySaid:
        return WhySaid(
            asked=tuple(self._asked(why)),
            required=tuple(self._required(why)) if why.is_shown else (),
            alerts=tuple(self._alerts(why)),
            rules=tuple(self._rule(why)),
            because=self._because(why),
        )

    def _because(self, why: Why) -> Mapping[Path, str]:
        section = why.section
        by_rule = section.opening in (Opening.RULE, Opening.CLOSED)
        told = (section.reason if by_rule else None, why.shown, _telling_of(why))
        raised = (*section.alerts, *why.required_by)
        behind = [
            *(each for reason in told if reason is not None for each in reason.behind),
            *(each for alert in raised for each in alert.because),
        ]
        reads = [each for each in behind if isinstance(each, Read)]
        return {each.path: self._read(each, _FACTS[each.read_as]).words for each in reads}

    # -- asked ----------------------------------------------------------------------------------

    def _asked(self, why: Why) -> Iterator[Line]:
        text, section = self._language.text, why.section
        title = text(section.section.title)
        if not section.is_open and section.reason is None:
            yield Line(text("Hidden: no alert opens its section “{section}” today.", section=title))
            return
        if not section.is_open:
            yield Line(text("Hidden: its section “{section}” is closed.", section=title))
        elif why.shown is not None:
            yield from self._reason(why.shown, _ASKED if why.is_shown else _HIDDEN)
        elif section.opening is Opening.ALWAYS:
            yield Line(text("Always asked."))
        if section.opening is not Opening.ALWAYS:
            yield from self.section(section)

    def section(self, why: WhySection) -> Iterator[Line]:
        """Why a section is open or closed."""
        if why.opening is Opening.ALERT and why.alerts:
            yield from self._opened_by(why)
        elif why.opening in (Opening.RULE, Opening.CLOSED) and why.reason is not None:
            title = self._language.text(why.section.title)
            yield from self._reason(why.reason, _OPEN if why.is_open else _CLOSED, section=title)
        else:
            title = self._language.text(why.section.title)
            yield Line(self._language.text(_OPENINGS[why.opening], section=title))

    def _opened_by(self, why: WhySection) -> Iterator[Line]:
        """With the answers behind it where one alert opens it, else the alerts alone."""
        text = self._language.text
        title = text(why.section.title)
        names = [alert_name(raised.alert, self._language) for raised in why.alerts]
        if len(names) == 1:
            message = N_("The section “{section}” is open because the alert {alert} stands.")
            yield Line(text(message, section=title, alert=names[0]))
            yield from self._reads(why.alerts[0].because)
            return
        message = N_("The section “{section}” is open because these alerts stand:")
        yield Line(text(message, section=title))
        yield from (Line(name, level=1) for name in names)

    def _rule(self, why: Why) -> Iterator[Line]:
        """In general terms, where it is hidden: what would call for it."""
        if why.is_shown:
            return
        if not why.section.is_open:
            yield from self.section_rule(why.section)
            return
        said = why_shown(why.question, self._form, self._language)
        if len(said) <= SHORT_RULE:
            yield Line(said)

    def section_rule(self, why: WhySection) -> Iterator[Line]:
        if why.is_open:
            return
        words = vocabulary_of(self._form, self._language)
        said = opened_when(why.section, words, self._language)
        if len(said) <= SHORT_RULE:
            yield Line(said)

    # -- required ---------------------------------------------------------------------------------

    def _required(self, why: Why) -> Iterator[Line]:
        text = self._language.text
        if why.question.kind in NEVER_MISSING or why.question.required:
            words = vocabulary_of(self._form, self._language)
            yield Line(required_when(why.question, words, self._language))
        elif (reason := _telling_of(why)) is not None:
            yield from self._reason(reason, _REQUIRED if reason.truth else _NOT_REQUIRED)
        elif not why.required_by:
            yield Line(text("Not required."))
        for raised in why.required_by:
            name = alert_name(raised.alert, self._language)
            yield Line(text("Required because the alert {alert} stands.", alert=name))
            yield from self._reads(raised.because)
        if why.is_missing:
            yield Line(text("Still to be answered."))

    # -- alerts -----------------------------------------------------------------------------------

    def _alerts(self, why: Why) -> Iterator[Line]:
        for message, raised in (
            (N_("The alert {alert} stands, and this answer is part of why."), why.feeds),
            (N_("Nobody can sign with this answer while the alert {alert} stands."),
             why.forbidden_by),
            (N_("The alert {alert} expects another answer here, or a reason."), why.expected_by),
        ):  # fmt: skip
            for each in raised:
                name = alert_name(each.alert, self._language)
                yield Line(self._language.text(message, alert=name))
        if why.undecided:
            yield from self._undecided(why.undecided)

    def _undecided(self, alerts: Sequence[Alert]) -> Iterator[Line]:
        yield Line(
            self._language.plural(
                "{n} alert cannot tell until this is known:",
                "{n} alerts cannot tell until this is known:",
                len(alerts),
            )
        )
        for alert in alerts:
            yield Line(alert_name(alert, self._language), level=1)

    # -- reasons ----------------------------------------------------------------------------------

    def _reason(self, reason: Reason, heads: _Heads, **facts: str) -> Iterator[Line]:
        """One sentence where one answer decided, else a heading and a line for each."""
        text = self._language.text
        match self._telling(reason.behind):
            case []:
                yield Line(text(heads.none, **facts))
            case [Read() as read]:
                message = {
                    ReadAs.ANSWERED: heads.answered,
                    ReadAs.BLANK: heads.blank,
                    ReadAs.HIDDEN: heads.hidden,
                }[read.read_as]
                yield replace(self._read(read, message, **facts), level=0)
            case several:
                yield Line(text(heads.several, **facts))
                yield from (line for each in several for line in self._behind(each))

    def _telling(self, behind: Sequence[Behind]) -> list[Behind]:
        """Without counts of rows that are named one by one, and what the profile leaves open."""
        groups = {each.path.group for each in behind if isinstance(each, Read)}
        return [
            each
            for each in behind
            if not (isinstance(each, Counted) and each.rows and each.group in groups)
        ]

    def _reads(self, reads: Sequence[Read]) -> Iterator[Line]:
        for read in reads:
            yield self._read(read, _FACTS[read.read_as])

    def _read(self, read: Read, message: str, **facts: str) -> Line:
        told = {"question": self._asking(read), "answer": self._answer(read)}
        said = self._language.text(message, **told, **facts)
        return Line(said, read.path, level=1)

    def _asking(self, read: Read) -> str:
        """The question in quotation marks, with its row unless that is this very row."""
        text = self._language.text
        question = self._questions[read.path.question]
        ask = text(question.ask)
        row = self._answers.row(read.place.row) if read.place.row else None
        if question.group is None or row is None or row.id == self._row:
            return text("“{words}”", words=ask)
        group = self._form.groups[question.group]
        called = row_label(group, row, read.path.number, self._language, form=self._form)
        return text("“{words}” ({row})", words=ask, row=called)

    def _answer(self, read: Read) -> str:
        """What was answered, without what stands behind it: evidence, who said so."""
        answer = self._answers.at(read.place)
        if answer is None:
            return ""
        bare = replace(answer, evidence=None, said=None)
        question = self._questions[read.path.question]
        words = printed(question, bare, self._language, self._people).strip("“”.\n ")
        return self._language.text("“{words}”", words=shorten(words, LONGEST, placeholder=" …"))

    def _behind(self, behind: Behind) -> Iterator[Line]:
        text = self._language.text
        match behind:
            case Read():
                yield self._read(behind, _FACTS[behind.read_as])
            case Counted(group, rows):
                yield Line(self._counted(group, rows), level=1)
            case OnDay(today):
                yield Line(text("Today is {day}.", day=self._language.date(today)), level=1)
            case OfProfile():
                yield Line(self._of_profile(behind), level=1)
            case OtherAlerts(_, alerts) if alerts:
                for alert in alerts:
                    name = alert_name(alert, self._language)
                    yield Line(text("The alert {alert} stands.", alert=name), level=1)
            case OtherAlerts(severity):
                kind = text(SEVERITIES[Severity(severity)])
                yield Line(text("No other alert “{kind}” stands.", kind=kind), level=1)

    def _counted(self, group: str, rows: int) -> str:
        title = self._language.text(self._form.groups[GroupId(group)].title)
        if not rows:
            return self._language.text("There is nothing under “{group}”.", group=title)
        return self._language.plural(
            "There is {n} row under “{group}”.",
            "There are {n} rows under “{group}”.",
            rows,
            group=title,
        )

    def _of_profile(self, of: OfProfile) -> str:
        text = self._language.text
        words = vocabulary_of(self._form, self._language)
        called = words.milestones if of.is_timing else words.limits
        facts = {"name": text(called.get(of.name, of.name)), "n": of.days or 0}
        if of.days is None:
            return text("No local value is set for this: {name}.", **facts)
        if of.is_timing:
            weeks, days = divmod(of.days, 7)
            return text(
                "The local timing is {weeks} weeks + {days} days: {name}.",
                weeks=weeks,
                days=days,
                name=facts["name"],
            )
        return text("The local limit is {n}: {name}.", **facts)


def _telling_of(why: Why) -> Reason | None:
    """What its own rule says of being required; nothing where only an alert requires it."""
    if why.required is None or (not why.required.truth and why.required_by):
        return None
    return why.required
