# SPDX-License-Identifier: Apache-2.0
"""A form told in plain words, as a document to read through and to sign off on paper."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    BulletList,
    Document,
    Fact,
    Facts,
    FactsTable,
    Furniture,
    Heading,
    PageBreak,
    Paragraph,
    SignaturePanel,
    Style,
    Text,
    TitleBand,
)
from kinfile.forms.explanation_form import (
    ToldAlert,
    ToldForm,
    ToldGroup,
    ToldQuestion,
    ToldSection,
    tell,
)
from kinfile.forms.model import Form
from kinfile.i18n import Language


def lay_out_definition(
    form: Form, language: Language, *, made_at: datetime, program: str
) -> Document:
    """The whole form with its rules, and a page to sign. There is no record and no name in it."""
    told = tell(form, language)
    digest = sha256(form.body).hexdigest()
    title = language.text("{form}, version {version}", form=told.title, version=told.version)
    return Document(
        title=title,
        subject=language.text("What the form asks and what it notices"),
        language=language.code,
        program=f"Kinfile {program}",
        made_at=made_at,
        facts=Facts(ref="", form=form.id, version=form.version, edition="definition", head=digest),
        furniture=_furniture(title, digest, program, language),
        blocks=tuple(_blocks(told, digest, language)),
    )


def _furniture(title: str, digest: str, program: str, language: Language) -> Furniture:
    return Furniture(
        header_left=title,
        header_right=language.text("Form definition"),
        footer_left=f"Kinfile {program}",
        footer_right=digest[:16],
        page_of=language.text("Page {page} of {pages}"),
        continued=language.text("(continued)"),
    )


def _blocks(told: ToldForm, digest: str, language: Language) -> Iterator[Block]:
    text = language.text
    version = text("Version {version}", version=told.version)
    yield TitleBand(Text(told.title), Text(text("Form definition")), Text(version))
    yield Paragraph(Text(told.about))
    yield Banner(
        BannerKind.NOTE,
        Text(text("How to read this")),
        (
            Text(
                text("Questions stand in the order of the form; alerts in the order of their list.")
            ),
            Text(told.legend),
            Text(
                text("The short codes are the sources; forms/README.md says what they stand for.")
            ),
        ),
    )
    for number, section in enumerate(told.sections, start=1):
        yield from _section(section, number, language)
    yield PageBreak()
    yield Heading(2, Text(text("Alerts")))
    for alert in told.alerts:
        yield from _alert(alert)
    yield Heading(2, Text(text("Rules with a name")))
    facts = [
        Fact(Text(each.say or each.id), (Paragraph(Text(_sentence(each.rule))),))
        for each in told.definitions
    ]
    yield FactsTable(tuple(facts))
    yield from _sign_off(told, digest, language)


def _section(section: ToldSection, number: int, language: Language) -> Iterator[Block]:
    yield Heading(2, Text(section.title), str(number))
    yield Paragraph(Text(section.opens), Style.QUIET)
    for guide in section.guidance:
        yield Paragraph(Text(_with_source(guide.text, guide.source)))
    single: list[Fact] = []
    for item in section.items:
        if isinstance(item, ToldQuestion):
            single.append(_question(item, language))
            continue
        if single:
            yield FactsTable(tuple(single))
            single = []
        yield from _group(item, language)
    if single:
        yield FactsTable(tuple(single))


def _group(group: ToldGroup, language: Language) -> Iterator[Block]:
    yield Heading(3, Text(group.title))
    if group.rules:
        rows = language.text("One row for each: {row}.", row=group.row)
        yield Paragraph(Text(" ".join((rows, *group.rules))), Style.QUIET)
    if group.why:
        yield Paragraph(Text(_with_source(group.why, group.source)))
    yield FactsTable(tuple(_question(question, language) for question in group.questions))


def _question(question: ToldQuestion, language: Language) -> Fact:
    answer = question.answer
    if question.options:
        answer = f"{answer}: {', '.join(question.options)}"
    parts = [Paragraph(Text(answer), Style.STRONG), Paragraph(Text(" ".join(question.rules)))]
    if question.hint:
        hint = language.text("Hint: {hint}", hint=question.hint)
        parts.append(Paragraph(Text(hint), Style.QUIET))
    parts.append(Paragraph(Text(_with_source(question.why, question.source)), Style.QUIET))
    return Fact(Text(question.ask), tuple(parts))


def _alert(alert: ToldAlert) -> Iterator[Block]:
    yield Heading(3, Text(f"{alert.id}: {alert.severity}"))
    yield Paragraph(Text(alert.say), Style.STRONG)
    yield Paragraph(Text(alert.raised))
    if alert.forces:
        yield BulletList(tuple(Text(force) for force in alert.forces))
    yield Paragraph(Text(_with_source(alert.why, alert.source)), Style.QUIET)


def _sign_off(told: ToldForm, digest: str, language: Language) -> Iterator[Block]:
    text = language.text
    yield PageBreak()
    yield Heading(2, Text(text("Sign-off")))
    yield Paragraph(
        Text(
            text(
                "I have read what “{form}”, version {version}, asks and notices, and agree that it "
                "may be used as it stands here.",
                form=told.title,
                version=told.version,
            )
        )
    )
    yield Paragraph(Text(text("Its digest (SHA-256): {digest}", digest=digest)), Style.QUIET)
    for role in (text("Safeguarding lead"), text("Clinical safety officer")):
        yield SignaturePanel(
            field="",
            title=Text(role),
            lines=(Text(text("Name, date and signature:")),),
            heard=Text(role),
        )


def _with_source(words: str, source: tuple[str, ...]) -> str:
    return f"{words} ({', '.join(source)})" if source else words


def _sentence(rule: str) -> str:
    return f"{rule[:1].upper()}{rule[1:]}."
