# SPDX-License-Identifier: Apache-2.0
"""A form as an XLSForm workbook (ODK, KoboToolbox), and what that cannot say of it.

Three sheets of plain text. Questions keep their ids as names; what stands beside them gets a
hyphen (outside.py). A question with choices offers the four statuses among them; where a
rule cannot be translated its question is always asked and never required.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from kinfile.forms.losses import Losses
from kinfile.forms.model import Form, Group, GroupPart, Kind, Question, Section
from kinfile.forms.outside import (
    PartKind,
    none_link,
    opened_link,
    part_link,
    parts_of,
    section_link,
)
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.translate import CannotExpress
from kinfile.forms.rules.xpath import XPath, choices_of
from kinfile.forms.words import EVIDENCE_WORDS, code_words
from kinfile.i18n import Language

SURVEY = (
    *("type", "name", "label", "hint", "guidance_hint", "required", "relevant"),
    *("constraint", "constraint_message", "appearance"),
)
CHOICES = ("list_name", "name", "label")
SETTINGS = ("form_title", "form_id", "version")

Cells = Mapping[str, str]
"""One row of a sheet by the names of its columns; an absent cell is empty."""

_TYPES: Mapping[Kind, str] = {
    Kind.DATE: "date",
    Kind.INT: "integer",
    Kind.DECLARATION: "acknowledge",
}
_LONG = frozenset({Kind.LONG_TEXT, Kind.VERBATIM, Kind.ADDRESS})
_LEFT_OUT = frozenset({Kind.CALCULATED, Kind.SIGNATURE})
_LISTED = {Kind.RISK: "risk", Kind.YES_NO_UNKNOWN: "yes_no"}
_EVIDENCE = "evidence_kind"

_PART_TYPES: Mapping[PartKind, str] = {
    PartKind.EVIDENCE_KIND: f"select_one {_EVIDENCE}",
    PartKind.FLAG: "acknowledge",
}
_PARTIAL = r"regex(., '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$')"
_YES = "OK"
"""What an `acknowledge` holds once it was ticked."""


@dataclass(frozen=True, slots=True)
class XlsForm:
    """The rows of the three sheets, and what they do not say of the form."""

    survey: tuple[Cells, ...]
    choices: tuple[Cells, ...]
    settings: tuple[Cells, ...]
    could_not: tuple[CannotExpress, ...]

    def sheets(self) -> Mapping[str, list[tuple[str, ...]]]:
        """Each sheet as rows of text under a row of column names."""
        of = {
            "survey": (SURVEY, self.survey),
            "choices": (CHOICES, self.choices),
            "settings": (SETTINGS, self.settings),
        }
        return {
            name: [columns, *(tuple(row.get(column, "") for column in columns) for row in rows)]
            for name, (columns, rows) in of.items()
        }


def xlsform(form: Form, language: Language) -> XlsForm:
    """`form` for other programs."""
    losses = Losses(form)
    writer = _Writer(form, XPath(form), losses, language)
    survey = tuple(writer.rows())
    for code in ("few-non-answers", "disclosure", "sources"):
        losses.add(code, form.id)
    title = language.text(form.title)
    return XlsForm(
        survey,
        tuple(_choices(form, language)),
        ({"form_title": title, "form_id": form.id, "version": str(form.version)},),
        losses.listed(),
    )


def write_workbook(form: XlsForm, file: IO[bytes]) -> None:
    """The sheets as a workbook. Every cell is text, whatever it begins with."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in form.sheets().items():
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                if text:
                    sheet.cell(number, column, text).data_type = "s"
        sheet.freeze_panes = "A2"
    workbook.save(file)


@dataclass(frozen=True, slots=True)
class _Writer:
    form: Form
    path: XPath
    losses: Losses
    language: Language

    def rows(self) -> Iterator[Cells]:
        part = ""
        for number, section in enumerate(self.form.sections, start=1):
            if section.part and section.part != part:
                part = section.part
                yield self._row("note", f"part-{number}", part)
            if section.may_close:
                text = self.language.text("Open “{section}”", section=self._text(section.title))
                yield {"type": "acknowledge", "name": opened_link(section.id), "label": text}
            yield from self._section(section)

    def _text(self, text: str) -> str:
        return self.language.text(text)

    def _row(self, kind: str, name: str, label: str, **more: str) -> Cells:
        filled = {column: cell for column, cell in more.items() if cell}
        return {"type": kind, "name": name, "label": self._text(label), **filled}

    def _section(self, section: Section) -> Iterator[Cells]:
        link = section_link(section.id)
        yield self._row("begin_group", link, section.title, relevant=self._is_open(section))
        for number, guidance in enumerate(section.guidance, start=1):
            yield self._row("note", f"{link}-guidance-{number}", guidance.text)
        for item in section.items:
            if not isinstance(item, GroupPart):
                yield from self._question(item)
            elif item.opens:
                yield from self._group(item.group)
        yield {"type": "end_group"}

    # -- when -----------------------------------------------------------------------------

    def _is_open(self, section: Section) -> str:
        """The condition of a section that may close; empty for one that is always open."""
        if not section.may_close:
            return ""
        opened = f"${{{opened_link(section.id)}}} = '{_YES}'"
        by_rule = self._condition(section.when, f"{section.id}.when", "")
        return f"({by_rule} or {opened})" if by_rule else opened

    def _condition(self, rule: Rule | None, at: str, group: str) -> str:
        if rule is None:
            return ""
        condition = self.losses.attempt(
            lambda: self.path.condition(rule.node, group), at, rule.text
        )
        return condition or ""

    def _at_home(self, question: Question) -> str:
        """The condition of a section that adds to the rows of another; empty where none does."""
        if question.group is None or self.form.groups[question.group].section == question.section:
            return ""
        home = next(each for each in self.form.sections if each.id == question.section)
        return self._is_open(home)

    def _required(self, question: Question, *, is_asked_said: bool) -> str:
        """Required only where it is also said when the question is asked."""
        at, rule = f"{question.id}.required_when", question.required_when
        if not is_asked_said:
            if rule is not None:
                self.losses.add("asked-unsaid", at, rule.text)
            return ""
        return "yes" if question.required else self._condition(rule, at, question.group or "")

    # -- what -----------------------------------------------------------------------------

    def _question(self, question: Question) -> Iterator[Cells]:
        if question.kind in _LEFT_OUT:
            return
        at, rule = f"{question.id}.show_when", question.show_when
        shown = self._condition(rule, at, question.group or "")
        yield self._row(
            _type(question),
            question.id,
            question.ask,
            hint=self._text(question.hint),
            guidance_hint=self._text(question.why),
            required=self._required(question, is_asked_said=rule is None or bool(shown)),
            relevant=" and ".join(filter(None, (self._at_home(question), shown))),
            constraint=_constraint(question),
            constraint_message=self._text(question.error) if _constraint(question) else "",
            appearance="multiline" if question.kind in _LONG else "",
        )
        answered = f"${{{question.id}}} != ''"
        for part in parts_of(question.kind):
            yield self._row(
                _PART_TYPES.get(part.kind, "text"),
                part_link(question.id, part.name),
                part.ask,
                relevant=answered,
                constraint=_PARTIAL if part.kind is PartKind.PARTIAL_DATE else "",
                appearance="multiline" if part.kind is PartKind.LONG else "",
            )

    def _group(self, group: Group) -> Iterator[Cells]:
        relevant = ""
        if group.minimum == 0 and not group.premade:
            title = self._text(group.title)
            label = self.language.text("{title}: asked, and there are none", title=title)
            yield {"type": "acknowledge", "name": none_link(group.id), "label": label}
            relevant = f"${{{none_link(group.id)}}} != '{_YES}'"
        if group.required_when is not None:
            self.losses.add("rows", f"{group.id}.required_when", group.required_when.text)
        self.losses.add("rows", group.id)
        yield self._row("begin_repeat", group.id, group.title, relevant=relevant)
        if group.why:
            yield self._row("note", f"{group.id}-why", group.why)
        for question in self.form.questions():
            if question.group == group.id:
                yield from self._question(question)
        yield {"type": "end_repeat"}


def _type(question: Question) -> str:
    if choices_of(question):
        several = question.kind is Kind.MULTI
        return f"{'select_multiple' if several else 'select_one'} {_list_name(question)}"
    if question.kind is Kind.DATE and question.partial:
        return "text"
    return _TYPES.get(question.kind, "text")


def _list_name(question: Question) -> str:
    return _LISTED.get(question.kind, question.id)


def _constraint(question: Question) -> str:
    """What keeps an answer from being refused on the way back into Kinfile."""
    if question.kind is Kind.DATE and question.partial:
        return _PARTIAL
    if question.kind is Kind.MULTI:
        alone = [code for code in choices_of(question) if _stands_alone(question, code)]
        chosen = " or ".join(f"selected(., '{code}')" for code in alone)
        return f"not(({chosen}) and count-selected(.) > 1)"
    bounds = ((">=", question.minimum), ("<=", question.maximum))
    return " and ".join(f". {sign} {number}" for sign, number in bounds if number is not None)


def _stands_alone(question: Question, code: str) -> bool:
    """Whether a choice goes with no other: an exclusive one, or a status."""
    return code in question.exclusive or question.option(code) is None


def _choices(form: Form, language: Language) -> Iterator[Cells]:
    seen: set[str] = set()
    for question in form.questions():
        name = _list_name(question)
        if name in seen or not choices_of(question):
            continue
        seen.add(name)
        for code in choices_of(question):
            label = code_words(question, code, language)
            yield {"list_name": name, "name": code, "label": label}
    for code, words in EVIDENCE_WORDS.items():
        yield {"list_name": _EVIDENCE, "name": code, "label": language.text(words)}
