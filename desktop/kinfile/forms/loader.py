# SPDX-License-Identifier: Apache-2.0
"""From a definition's tree to a Form.

`build` takes the whole definition of one form as one tree: gathered from the files of forms/ by
catalogue.py, or read back from the canonical JSON that a vault keeps with its records. Both give
the same Form, so a record renders for ever as it was filled in.

The first mistake is raised. With another way to `complain` every mistake is told there, and what
could be read makes the Form: it is good for looking at, never for filling in.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kinfile.errors import FormError
from kinfile.forms.fields import UNREAD, Fields, Raw
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
from kinfile.forms.source import Complain, refuse
from kinfile.i18n import Told

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
_GUIDANCE = frozenset({"text", "source"})
_CONTINUED = frozenset({"continue", "questions"})
_ALERT = frozenset({"id", "severity", "forms", "when", "say", "why", "source", "forces"})
_DEFINITION = frozenset({"id", "rule", "say", "row_of"})
KEYS = _QUESTION | _GROUP | _CONTINUED | _ALERT | _GUIDANCE
"""Every key that something in a section or an alert may have."""
_WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.MULTI})


def from_json(body: bytes) -> Form:
    """The form whose canonical JSON `body` is. Raises FormError."""
    return build(json.loads(body))


def build(tree: Mapping[str, Any], complain: Complain = refuse) -> Form:
    """The form of a whole definition. Raises FormError naming the place of the first mistake."""
    whole = Fields(tree, "", _FORM, complain)
    reader = _Reader(whole)
    sections = tuple(reader.sections())
    definitions = reader.definitions()
    return Form(
        id=FormId(whole.line("form")),
        version=_version(whole),
        title=whole.told("title"),
        short_title=whole.told("short_title"),
        about=whole.told("about"),
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


def _version(whole: Fields) -> int:
    version = whole.number("version")
    if not whole.has("version"):
        whole.fail("version", "missing-key")
    elif version == 0:
        whole.fail("version", "not-a-number")
    return version or 0


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
            fields = self._whole.inside(table, _ALERT)
            self._new(fields, "id", fields.line("id"), among="alerts")
            yield _alert(fields)

    def definitions(self) -> dict[str, tuple[Rule, str, str]]:
        found: dict[str, tuple[Rule, str, str]] = {}
        for table in self._whole.tables("definitions"):
            fields = self._whole.inside(table, _DEFINITION)
            rule = _rule(fields, "rule")
            name = fields.line("id")
            if name in found:
                fields.fail("id", "duplicate-id", found=name)
            found[name] = (rule, fields.told("say", ""), fields.line("row_of", ""))
        return found

    def sections(self) -> Iterator[Section]:
        parts = self._whole.mapping("parts")
        for table in self._whole.tables("sections"):
            fields = self._whole.inside(table, _SECTION)
            yield self._section(fields, Told(parts.get(str(fields.value("section")), "")))

    def _section(self, fields: Fields, part: str) -> Section:
        section = SectionId(self._new(fields, "section", fields.line("section"), among="sections"))
        when, by_alert = self._opens(fields)
        return Section(
            id=section,
            title=fields.told("title"),
            part=part,
            items=tuple(self._items(fields, section)),
            when=when,
            by_alert=by_alert,
            guidance=tuple(
                Guidance(guide.told("text"), guide.words("source"))
                for guide in (
                    fields.inside(table, _GUIDANCE) for table in fields.tables("guidance")
                )
            ),
            place=fields.place,
        )

    def _opens(self, fields: Fields) -> tuple[Rule | None, bool]:
        opens = fields.value("opens")
        if isinstance(opens, Mapping):
            return _rule(fields.inside(opens, frozenset({"when"})), "when"), False
        if opens not in ("always", "alert"):
            fields.fail("opens", "not-one-of", found=str(opens), allowed="always, alert, when")
        return None, opens == "alert"

    def _items(self, fields: Fields, section: SectionId) -> Iterator[Question | GroupPart]:
        for table in fields.tables("items"):
            if isinstance(table, Mapping) and "group" in table:
                inside = fields.inside(table, _GROUP)
                yield self._part(inside, self._group(inside, section), section, opens=True)
            elif isinstance(table, Mapping) and "continue" in table:
                inside = fields.inside(table, _CONTINUED)
                known = self.groups.get(GroupId(inside.line("continue")))
                if known is None:
                    inside.fail("continue", "group-not-opened", found=inside.line("continue"))
                else:
                    yield self._part(inside, known, section, opens=False)
            else:
                yield self._question(fields.inside(table, _QUESTION), section, None)

    def _part(self, fields: Fields, group: Group, section: SectionId, *, opens: bool) -> GroupPart:
        questions = tuple(
            self._question(fields.inside(table, _QUESTION), section, group.id)
            for table in fields.tables("questions")
        )
        return GroupPart(group=group, opens=opens, questions=questions)

    def _group(self, fields: Fields, section: SectionId) -> Group:
        name = self._new(fields, "group", fields.line("group"))
        maximum = fields.number("max")
        group = Group(
            id=GroupId(name),
            title=fields.told("title"),
            row=fields.told("row"),
            section=section,
            minimum=fields.number("min") or 0,
            maximum=maximum if maximum is not None else 60,
            required=fields.flag("required"),
            required_when=fields.rule("required_when"),
            premade=fields.flag("premade"),
            label=fields.words("label"),
            why=fields.told("why", ""),
            source=fields.words("source"),
            error=fields.told("error", ""),
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
        unread = not options and fields.has("options")
        if exclusive - {option.code for option in options} and not unread:
            fields.fail("exclusive", "unknown-code", found=", ".join(sorted(exclusive)))
        return Question(
            id=QuestionId(full),
            kind=kind,
            ask=fields.told("ask"),
            section=section,
            group=group,
            hint=fields.told("hint", ""),
            why=fields.told("why", ""),
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
            error=fields.told("error", ""),
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
            # An unread kind has been complained about, and may well have been one with options.
            if options is not None and kind == fields.value("kind"):
                fields.fail("options", "options-not-allowed", kind=kind)
            return ()
        if isinstance(options, str):
            named = self._options.get(options)
            if not isinstance(named, Mapping):
                fields.fail("options", "unknown-list", found=options)
                return ()
            return tuple(Option(str(code), Told(label)) for code, label in named.items())
        found = tuple(Option(code, Told(label)) for code, label in fields.pairs("options").items())
        if not options:
            fields.fail("options", "missing-key")
        return found


def _rule(fields: Fields, key: str) -> Rule:
    """A rule that has to be there."""
    rule = fields.rule(key)
    if rule is None:
        fields.fail(key, "missing-key")
        return Rule("", UNREAD, fields.file, fields.place.line, fields.place.column)
    return rule


def _alert(fields: Fields) -> Alert:
    return Alert(
        id=AlertId(fields.line("id")),
        severity=fields.one_of("severity", Severity),
        when=_rule(fields, "when"),
        say=fields.told("say"),
        why=fields.told("why", ""),
        source=fields.words("source"),
        forces=tuple(Force.parse(text) for text in fields.words("forces")),
        place=fields.place,
    )


def forms_of(alert: Raw, file: str, complain: Complain = refuse) -> tuple[str, ...]:
    """Ids of the forms in which an alert of `file` is raised. Raises FormError."""
    fields = Fields(alert, file, _ALERT, complain)
    forms = fields.words("forms")
    if not forms:
        fields.fail("forms", "missing-key")
    return forms


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
