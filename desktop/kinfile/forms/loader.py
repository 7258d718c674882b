# SPDX-License-Identifier: Apache-2.0
"""From a definition's tree to a Form.

`build` takes the whole definition of one form as one tree: gathered from the files of forms/ by
catalogue.py, or read back from the canonical JSON that a vault keeps with its records. Both give
the same Form, so a record renders for ever as it was filled in.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kinfile.errors import FormError
from kinfile.forms.fields import Fields, Raw
from kinfile.forms.model import (
    CALCULATIONS,
    CHECKS,
    Alert,
    AlertId,
    Disclosure,
    Force,
    Form,
    FormId,
    Group,
    GroupId,
    GroupPart,
    Guidance,
    Kind,
    Option,
    Question,
    QuestionId,
    Section,
    SectionId,
    Severity,
)
from kinfile.forms.rules.ast import Rule

_FORM = frozenset(
    {
        "form",
        "version",
        "title",
        "short_title",
        "about",
        "minutes",
        "subject",
        "parts",
        "sections",
        "alerts",
        "definitions",
        "values",
        "options",
        "wordlists",
        "foreign",
        "foreign_groups",
        "outputs",
    }
)
_SECTION = frozenset({"section", "title", "opens", "guidance", "items"})
_QUESTION = frozenset(
    {
        "id",
        "kind",
        "ask",
        "hint",
        "why",
        "source",
        "required",
        "show_when",
        "required_when",
        "disclose",
        "options",
        "exclusive",
        "partial",
        "min",
        "max",
        "calculation",
        "checks",
        "error",
    }
)
_GROUP = frozenset(
    {
        "group",
        "title",
        "row",
        "label",
        "min",
        "max",
        "required",
        "required_when",
        "premade",
        "why",
        "source",
        "error",
        "questions",
        "disclose",
    }
)
_CONTINUED = frozenset({"continue", "questions"})
_ALERT = frozenset({"id", "severity", "forms", "when", "say", "why", "source", "forces"})
_DEFINITION = frozenset({"id", "rule", "say", "row_of"})
_WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.MULTI})


def from_json(body: bytes) -> Form:
    """The form whose canonical JSON `body` is. Raises FormError."""
    return build(json.loads(body))


def build(tree: Mapping[str, Any]) -> Form:
    """The form of a whole definition. Raises FormError naming the place of the first mistake."""
    whole = Fields(tree, "", _FORM)
    reader = _Reader(whole)
    sections = tuple(reader.sections())
    definitions = reader.definitions()
    return Form(
        id=FormId(whole.line("form")),
        version=whole.number("version") or whole.fail("version", "not-a-number"),
        title=whole.line("title"),
        short_title=whole.line("short_title"),
        about=whole.line("about"),
        minutes=whole.number("minutes") or 0,
        sections=sections,
        groups=dict(reader.groups),
        alerts=tuple(reader.alerts()),
        definitions={name: rule for name, (rule, _say, _row) in definitions.items()},
        definition_words={name: say for name, (_rule, say, _row) in definitions.items()},
        row_definitions={name: row for name, (_rule, _say, row) in definitions.items() if row},
        value_lists=whole.lists("values"),
        wordlists=whole.mapping("wordlists"),
        foreign=frozenset(whole.words("foreign")),
        foreign_groups={k: frozenset(v) for k, v in whole.lists("foreign_groups").items()},
        outputs=whole.lists("outputs"),
        body=canonical(tree),
    )


def canonical(tree: Mapping[str, Any]) -> bytes:
    """The one spelling of a definition whose digest names it: UTF-8, no spaces, and keys in the
    order of the files, because the order of a list's options is the order in which they show.
    """
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


class _Reader:
    """Reads sections in the form's order, so that a group is known before it goes on."""

    def __init__(self, whole: Fields) -> None:
        self._whole = whole
        self._options = whole.mapping("options")
        self.groups: dict[GroupId, Group] = {}
        self._seen: set[tuple[str, str]] = set()

    def alerts(self) -> Iterator[Alert]:
        for table in self._whole.tables("alerts"):
            fields = Fields(table, "", _ALERT)
            self._new(fields, "id", fields.line("id"), among="alerts")
            yield _alert(fields)

    def definitions(self) -> dict[str, tuple[Rule, str, str]]:
        found: dict[str, tuple[Rule, str, str]] = {}
        for table in self._whole.tables("definitions"):
            fields = Fields(table, "", _DEFINITION)
            rule = fields.rule("rule")
            if rule is None:
                fields.fail("rule", "missing-key")
            name = fields.line("id")
            if name in found:
                fields.fail("id", "duplicate-id", found=name)
            found[name] = (rule, fields.line("say", ""), fields.line("row_of", ""))
        return found

    def sections(self) -> Iterator[Section]:
        parts = self._whole.mapping("parts")
        for table in self._whole.tables("sections"):
            fields = Fields(table, "", _SECTION)
            yield self._section(fields, str(parts.get(str(fields.value("section")), "")))

    def _section(self, fields: Fields, part: str) -> Section:
        section = SectionId(self._new(fields, "section", fields.line("section"), among="sections"))
        when, by_alert = self._opens(fields)
        return Section(
            id=section,
            title=fields.line("title"),
            part=part,
            items=tuple(self._item(item, fields.file, section) for item in fields.tables("items")),
            when=when,
            by_alert=by_alert,
            guidance=tuple(
                Guidance(guide.line("text"), guide.words("source"))
                for guide in (
                    Fields(table, fields.file, frozenset({"text", "source"}))
                    for table in fields.tables("guidance")
                )
            ),
            place=fields.place,
        )

    def _opens(self, fields: Fields) -> tuple[Rule | None, bool]:
        opens = fields.value("opens")
        if isinstance(opens, Mapping):
            condition = Fields(opens, fields.file, frozenset({"when"}))
            when = condition.rule("when")
            return (when, False) if when else condition.fail("when", "missing-key")
        if opens not in ("always", "alert"):
            fields.fail("opens", "not-one-of", found=str(opens), allowed="always, alert, when")
        return None, opens == "alert"

    def _item(self, table: Raw, file: str, section: SectionId) -> Question | GroupPart:
        if isinstance(table, Mapping) and "group" in table:
            fields = Fields(table, file, _GROUP)
            group = self._group(fields, section)
            return self._part(fields, group, section, opens=True)
        if isinstance(table, Mapping) and "continue" in table:
            fields = Fields(table, file, _CONTINUED)
            known = self.groups.get(GroupId(fields.line("continue")))
            if known is None:
                fields.fail("continue", "group-not-opened", found=fields.line("continue"))
            return self._part(fields, known, section, opens=False)
        return self._question(Fields(table, file, _QUESTION), section, None)

    def _part(self, fields: Fields, group: Group, section: SectionId, *, opens: bool) -> GroupPart:
        questions = tuple(
            self._question(Fields(table, fields.file, _QUESTION), section, group.id)
            for table in fields.tables("questions")
        )
        return GroupPart(group=group, opens=opens, questions=questions)

    def _group(self, fields: Fields, section: SectionId) -> Group:
        name = self._new(fields, "group", fields.line("group"))
        maximum = fields.number("max")
        group = Group(
            id=GroupId(name),
            title=fields.line("title"),
            row=fields.line("row"),
            section=section,
            minimum=fields.number("min") or 0,
            maximum=maximum if maximum is not None else 60,
            required=fields.flag("required"),
            required_when=fields.rule("required_when"),
            premade=fields.flag("premade"),
            label=fields.words("label"),
            why=fields.line("why", ""),
            source=fields.words("source"),
            error=fields.line("error", ""),
            place=fields.place,
        )
        self.groups[group.id] = group
        return group

    def _new(self, fields: Fields, key: str, name: str, *, among: str = "questions") -> str:
        if (among, name) in self._seen:
            fields.fail(key, "duplicate-id", found=name)
        self._seen.add((among, name))
        return name

    def _question(self, fields: Fields, section: SectionId, group: GroupId | None) -> Question:
        name = fields.line("id")
        full = self._new(fields, "id", f"{group}.{name}" if group else name)
        kind = fields.one_of("kind", Kind)
        options = self._choices(fields, kind)
        exclusive = frozenset(fields.words("exclusive"))
        if exclusive - {option.code for option in options}:
            fields.fail("exclusive", "unknown-code", found=", ".join(sorted(exclusive)))
        return Question(
            id=QuestionId(full),
            kind=kind,
            ask=fields.line("ask"),
            section=section,
            group=group,
            hint=fields.line("hint", ""),
            why=fields.line("why", ""),
            source=fields.words("source"),
            required=fields.flag("required"),
            show_when=fields.rule("show_when"),
            required_when=fields.rule("required_when"),
            disclose=fields.one_of("disclose", Disclosure),
            options=options,
            exclusive=exclusive,
            partial=fields.flag("partial"),
            minimum=fields.number("min"),
            maximum=fields.number("max"),
            calculation=self._calculation(fields, kind),
            checks=self._checks(fields),
            error=fields.line("error", ""),
            place=fields.place,
        )

    def _calculation(self, fields: Fields, kind: Kind) -> str:
        name = fields.line("calculation", None if kind is Kind.CALCULATED else "")
        if name and name not in CALCULATIONS:
            allowed = ", ".join(sorted(CALCULATIONS))
            fields.fail("calculation", "not-one-of", found=name, allowed=allowed)
        return name

    def _checks(self, fields: Fields) -> tuple[str, ...]:
        checks = fields.words("checks")
        for check in checks:
            if check.partition(":")[0] not in CHECKS:
                allowed = ", ".join(sorted(CHECKS))
                fields.fail("checks", "not-one-of", found=check, allowed=allowed)
        return checks

    def _choices(self, fields: Fields, kind: Kind) -> tuple[Option, ...]:
        options = fields.value("options")
        if kind not in _WITH_OPTIONS:
            if options is not None:
                fields.fail("options", "options-not-allowed", kind=kind)
            return ()
        if isinstance(options, str):
            named = self._options.get(options)
            if not isinstance(named, Mapping):
                fields.fail("options", "unknown-list", found=options)
            return tuple(Option(str(code), str(label)) for code, label in named.items())
        found = tuple(Option(code, label) for code, label in fields.pairs("options").items())
        if not found:
            fields.fail("options", "missing-key")
        return found


def _alert(fields: Fields) -> Alert:
    when = fields.rule("when")
    if when is None:
        fields.fail("when", "missing-key")
    return Alert(
        id=AlertId(fields.line("id")),
        severity=fields.one_of("severity", Severity),
        when=when,
        say=fields.line("say"),
        why=fields.line("why", ""),
        source=fields.words("source"),
        forces=tuple(Force.parse(text) for text in fields.words("forces")),
        place=fields.place,
    )


def forms_of(alert: Raw, file: str) -> tuple[str, ...]:
    """Ids of the forms in which an alert of `file` is raised. Raises FormError."""
    fields = Fields(alert, file, _ALERT)
    return fields.words("forms") or fields.fail("forms", "missing-key")


def options_used(tree: Mapping[str, Any]) -> frozenset[str]:
    """Names of the shared option lists that a definition's questions use."""
    return frozenset(_named_options(tree))


def _named_options(tree: Raw) -> Iterator[str]:
    if isinstance(tree, Mapping):
        if isinstance(tree.get("options"), str):
            yield str(tree["options"])
        for value in tree.values():
            yield from _named_options(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _named_options(value)


__all__ = ["FormError", "build", "canonical", "forms_of", "from_json", "options_used"]
