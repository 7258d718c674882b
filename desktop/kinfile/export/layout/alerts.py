# SPDX-License-Identifier: Apache-2.0
"""The summary for the duty desk: what is asked for, what to act on, what is not known."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kinfile.export.blocks import (
    AlertBox,
    AlertKind,
    AlertPoint,
    Block,
    BulletList,
    FactsTable,
    Heading,
    Paragraph,
    Style,
    Text,
)
from kinfile.export.layout.missing import missing_in_full
from kinfile.export.layout.reading import Reading
from kinfile.forms.model import Kind, Severity
from kinfile.records.model import Path
from kinfile.records.report import Gap, Standing
from kinfile.records.shown import status_words

_TOLD_SHORT = frozenset(
    {Kind.RISK, Kind.CHOICE, Kind.MULTI, Kind.YES_NO_UNKNOWN, Kind.INT, Kind.DATE}
)
"""Kinds short enough to stand behind an alert; longer answers are named, and print in full."""
_DONE = ("now_safe", "now_child_where", "now_actions", "phone_first", "phone_detail")
"""What was done so far, for whoever acts next."""
_KINDS = {
    Severity.ACT_NOW: AlertKind.ACT_NOW,
    Severity.ACT_SOON: AlertKind.ACT_SOON,
    Severity.INFO: AlertKind.INFO,
}
_PEOPLE = frozenset({"parents", "children", "adults", "unborn"})


def lay_out_alerts(reading: Reading, asked_for: tuple[FactsTable, ...]) -> Iterator[Block]:
    """What is asked for, act now, act soon, missing or unknown."""
    yield Heading(2, reading.text("Summary for the duty desk"))
    yield Heading(3, reading.text("What is asked for"))
    if asked_for:
        yield from asked_for
    else:
        yield Paragraph(reading.text("No decision is recorded yet."), Style.ABSENT)
    yield Heading(3, reading.text("Act now"))
    yield from _boxes(reading, AlertKind.ACT_NOW, reading.of.report.standing(Severity.ACT_NOW))
    done = reading.facts(_DONE)
    if done:
        yield Heading(3, reading.text("What has been done so far"))
        yield from done
    yield Heading(3, reading.text("Act soon"))
    yield from _boxes(reading, AlertKind.ACT_SOON, reading.of.report.standing(Severity.ACT_SOON))
    marked = [s for s in reading.of.report.standing(Severity.INFO) if s.alert.forced("summary")]
    if marked:
        yield Heading(3, reading.text("Also to know"))
        yield from _boxes(reading, AlertKind.INFO, marked)
    yield Heading(3, reading.text("Missing or unknown"))
    yield from _unknown(reading)


def alert_boxes(reading: Reading) -> Iterator[Block]:
    """Every alert, the gravest first."""
    for severity, kind in _KINDS.items():
        found = reading.of.report.standing(severity)
        if found:
            yield from _boxes(reading, kind, found)


def gap_words(reading: Reading, gap: Gap) -> str:
    """A question, the row it was asked of, and why it has no answer."""
    status = status_words(gap.status, gap.reason, reading.language)
    return f"{reading.path(gap.path)}: {status}"


def gap_messages(reading: Reading) -> tuple[Text, ...]:
    """What standing alerts add to the information gaps."""
    return tuple(
        Text(reading.words(standing.alert.say))
        for standing in reading.of.report.alerts
        if standing.alert.forced("gap")
    )


def _unknown(reading: Reading) -> Iterator[Block]:
    yield from missing_in_full(reading)
    gaps = reading.of.report.gaps
    first = [Text(gap_words(reading, gap)) for gap in gaps if gap.safety]
    items = (*first, *gap_messages(reading))
    if items:
        yield BulletList(items)
    elif not gaps and not reading.of.report.missing:
        yield Paragraph(reading.text("Every question that was asked has an answer."), Style.BODY)
    others = len(gaps) - len(first)
    if others:
        yield Paragraph(
            Text(
                reading.language.plural(
                    "{n} other question has no answer; it is listed under Information gaps.",
                    "{n} other questions have no answer; they are listed under Information gaps.",
                    others,
                )
            )
        )


def _boxes(reading: Reading, kind: AlertKind, standing: Iterable[Standing]) -> Iterator[Block]:
    about: dict[str, list[AlertPoint]] = {}
    for each in standing:
        about.setdefault(_about(reading, each), []).append(_point(reading, each))
    for name, points in about.items():
        yield AlertBox(kind, Text(name), tuple(points))
    if not about:
        yield Paragraph(
            reading.text("Nothing here. That does not mean that nothing is wrong."), Style.QUIET
        )


def _about(reading: Reading, standing: Standing) -> str:
    """The one person an alert is about, so that alerts about one person share a box."""
    rows = {(path.group, path.number) for path in standing.because if path.group in _PEOPLE}
    group, number = next(iter(rows), ("", 0))
    found, members = reading.group(group), reading.rows(group)
    if len(rows) != 1 or found is None or not 0 < number <= len(members):
        return reading.language.text("The family")
    return reading.label(found, members[number - 1], number)


def _point(reading: Reading, standing: Standing) -> AlertPoint:
    alert = standing.alert
    sources = ", ".join(alert.source)
    return AlertPoint(
        body=Text(reading.words(alert.say)),
        because=tuple(Text(_because(reading, path)) for path in standing.because),
        source=Text(f"{reading.words(alert.why)} ({alert.id}; {sources})"),
        done=Text(_done(reading, standing)),
    )


def _because(reading: Reading, path: Path) -> str:
    """A question behind an alert, with its answer where that is short."""
    question = reading.question(path.question)
    if question is None:
        return str(path)
    rows = reading.rows(path.group)
    row = rows[path.number - 1] if 0 < path.number <= len(rows) else None
    is_named = path.group in _PEOPLE or not path.group
    asked = reading.words(question.ask) if is_named else reading.path(path)
    answer = reading.answer(question, row)
    if answer is None:
        return asked
    if answer.status is None and question.kind not in _TOLD_SHORT:
        return asked
    return f"{asked} {reading.bare(question, answer)}"


def _done(reading: Reading, standing: Standing) -> str:
    done = standing.acknowledged
    if done is None:
        return reading.language.text("Not yet acknowledged") if standing.is_open else ""
    who = reading.language.text("Acknowledged by {name}", name=done.by)
    when = _moment(reading, done.at)
    return ": ".join(filter(None, (", ".join(filter(None, (who, when))), done.note)))


def _moment(reading: Reading, written: str) -> str:
    try:
        return reading.language.date_and_time(datetime.fromisoformat(written))
    except ValueError:
        return written
