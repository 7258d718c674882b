# SPDX-License-Identifier: Apache-2.0
"""Single values between JSON and answers: what is kept, what is refused, and the shortest form.

JSON as in the command line's ANSWERS.json. `null`, `""`, text of spaces only and `[]` are blank.
A value that cannot be what the question asks is Refused with its path by the caller; odd phone
numbers, postcodes, NHS numbers and unknown people are kept and become problems of the report.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from kinfile.errors import Refused
from kinfile.forms.dates import NotADate, PartialDate
from kinfile.forms.model import Kind, NonAnswer, Question
from kinfile.records.model import Answer, Evidence, Said, Value

Json = Any
"""A JSON value as Python reads it, before it is known to be what the question asks for."""

_PLAIN_STATUS = frozenset({Kind.RISK, Kind.YES_NO_UNKNOWN})

LARGEST_NUMBER = 1_000_000_000
"""Whole numbers beyond this are a slip of the keyboard, not a count of anything."""

POSTCODE = re.compile(
    r"(GIR ?0AA|ZZ99 ?3[VW]Z"
    r"|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])"
    r" ?[0-9][ABD-HJLNP-UW-Z]{2})"
)


def read(question: Question, value: Json) -> Answer | None:
    """The answer that `value` is; None for a blank. Raises Refused (fact `problem`)."""
    if _is_blank(value):
        return None
    if isinstance(value, Mapping) and "status" in value:
        return _status(question, value)
    return _READ[question.kind](question, value)


def write(answer: Answer) -> Json:
    """The shortest JSON that `read` turns back into `answer`."""
    extra: dict[str, Json] = {}
    if answer.evidence:
        evidence = answer.evidence
        extra |= {"evidence": evidence.text} if evidence.text else {}
        extra |= {"evidence_kind": evidence.kind} if evidence.kind else {}
        extra |= {"evidence_date": str(evidence.on)} if evidence.on else {}
    if answer.status is not None:
        reason = {"reason": answer.reason} if answer.reason else {}
        return {"status": answer.status.value, **reason, **extra}
    if answer.verified is not None:
        extra["verified"] = answer.verified
    if answer.said:
        said = {"who": answer.said.who, "when": answer.said.when, "how": answer.said.how}
        extra |= {key: text for key, text in said.items() if text}
    value = _plain(answer.value)
    return {"value": value, **extra} if extra else value


def write_for(question: Question, answer: Answer) -> Json:
    """As `write`, with the lines of an address told apart from a list, and a status as its plain
    code where that is the same thing.
    """
    value = write(answer)
    if question.kind is Kind.ADDRESS and isinstance(value, list):
        return {"lines": value}
    if question.kind in _PLAIN_STATUS and value == {"status": answer.status}:
        return value["status"]
    return value


def _plain(value: Value | None) -> Json:
    if isinstance(value, PartialDate):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _is_blank(value: Json) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _refuse(problem: str) -> Refused:
    return Refused(problem=problem)


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise _refuse("wrong-type")
    if not is_storable(value):
        raise _refuse("characters")
    return value


def is_storable(text: str) -> bool:
    """Whether a vault and a PDF can hold `text`: no NUL, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _part(value: Mapping[str, Json], key: str) -> str:
    """The text of one part of a richer form; "" where it is blank."""
    part = value.get(key)
    return "" if _is_blank(part) else _text(part)


def _only(value: Mapping[str, Json], *keys: str) -> None:
    if not value.keys() <= set(keys):
        raise _refuse("unknown-part")


def _status(question: Question, value: Mapping[str, Json]) -> Answer:
    _only(value, "status", "reason", "evidence", "evidence_kind", "evidence_date")
    code = value["status"]
    if not isinstance(code, str) or code not in set(NonAnswer):
        raise _refuse("unknown-status")
    reason = _part(value, "reason").strip()
    own = question.option(code)
    if own is not None:
        return Answer(value=(code,) if question.kind is Kind.MULTI else code)
    if question.kind in (Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION):
        raise _refuse("not-settable")
    return Answer(status=NonAnswer(code), reason=reason, evidence=_evidence(value))


def _read_text(_question: Question, value: Json) -> Answer:
    return Answer(value=_text(value))


def _read_verbatim(_question: Question, value: Json) -> Answer | None:
    if not isinstance(value, Mapping):
        return Answer(value=_text(value))
    _only(value, "value", "who", "when", "how")
    if _is_blank(value.get("value")):
        return None
    parts = [_part(value, key) for key in ("who", "when", "how")]
    said = Said(*parts) if any(parts) else None
    return Answer(value=_text(value["value"]), said=said)


def _read_date(question: Question, value: Json) -> Answer:
    return Answer(value=_date(value, partial=question.partial))


def _date(value: Json, *, partial: bool) -> PartialDate:
    try:
        found = PartialDate.parse(_text(value).strip())
    except NotADate:
        raise _refuse("not-a-date") from None
    if not partial and not found.is_whole:
        raise _refuse("date-not-whole")
    return found


def _read_int(_question: Question, value: Json) -> Answer:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refuse("wrong-type")
    if abs(value) > LARGEST_NUMBER:
        raise _refuse("number-too-large")
    return Answer(value=value)


def _read_choice(question: Question, value: Json) -> Answer:
    code = _text(value)
    if code not in question.codes:
        raise _refuse("unknown-code")
    return Answer(value=code)


def _read_multi(question: Question, value: Json) -> Answer:
    if not isinstance(value, list):
        raise _refuse("wrong-type")
    codes = [_text(code) for code in value]
    if not question.codes.issuperset(codes):
        raise _refuse("unknown-code")
    return Answer(value=tuple(dict.fromkeys(codes)))


def _read_yes_no(question: Question, value: Json) -> Answer:
    return _coded(question, _text(value), None)


def _read_risk(question: Question, value: Json) -> Answer | None:
    if not isinstance(value, Mapping):
        return _coded(question, _text(value), None)
    _only(value, "value", "evidence", "evidence_kind", "evidence_date")
    if _is_blank(value.get("value")):
        return None
    return _coded(question, _text(value["value"]), _evidence(value))


def _coded(question: Question, code: str, evidence: Evidence | None) -> Answer:
    """A risk or yes/no answer: the plain code of a status is that status."""
    if code in set(NonAnswer):
        return Answer(status=NonAnswer(code), evidence=evidence)
    if code not in question.codes:
        raise _refuse("unknown-code")
    return Answer(value=code, evidence=evidence)


def _evidence(value: Mapping[str, Json]) -> Evidence | None:
    text = _part(value, "evidence")
    kind = _part(value, "evidence_kind")
    day = value.get("evidence_date")
    on = None if _is_blank(day) else _date(day, partial=True)
    return Evidence(text, kind, on) if text or kind or on else None


def _read_nhs_number(_question: Question, value: Json) -> Answer | None:
    verified: bool | None = None
    if isinstance(value, Mapping):
        _only(value, "value", "verified")
        verified = value.get("verified")
        value = value.get("value")
        if verified is not None and not isinstance(verified, bool):
            raise _refuse("wrong-type")
        if _is_blank(value):
            return None
    typed = _text(value).strip()
    digits = re.sub(r"[\s-]", "", typed)
    number = digits if digits.isascii() and digits.isdecimal() else typed
    return Answer(value=number, verified=verified)


def _read_postcode(_question: Question, value: Json) -> Answer:
    typed = _text(value).strip()
    squeezed = "".join(typed.upper().split())
    spaced = f"{squeezed[:-3]} {squeezed[-3:]}"
    return Answer(value=spaced if POSTCODE.fullmatch(spaced) else typed)


def _read_line(_question: Question, value: Json) -> Answer:
    return Answer(value=_text(value).strip())


def _read_address(_question: Question, value: Json) -> Answer | None:
    if not isinstance(value, Mapping):
        return Answer(value=_text(value))
    _only(value, "lines")
    if not isinstance(value.get("lines"), list):
        raise _refuse("wrong-type")
    lines = tuple(_text(line) for line in value["lines"])
    return Answer(value=lines) if any(line.strip() for line in lines) else None


def _read_calculated(question: Question, value: Json) -> Answer | None:
    """Calculated values are made, not given, except those of rows made beforehand."""
    if question.calculation == "milestone_due":
        return Answer(value=_date(value, partial=False))
    if question.calculation == "milestone_name":
        return Answer(value=_text(value))
    return None


def _read_nothing(_question: Question, _value: Json) -> None:
    """Signatures and declarations are made by signing, never brought in."""


_READ: Mapping[Kind, Callable[[Question, Json], Answer | None]] = {
    Kind.TEXT: _read_text,
    Kind.LONG_TEXT: _read_text,
    Kind.VERBATIM: _read_verbatim,
    Kind.DATE: _read_date,
    Kind.INT: _read_int,
    Kind.CHOICE: _read_choice,
    Kind.MULTI: _read_multi,
    Kind.YES_NO_UNKNOWN: _read_yes_no,
    Kind.RISK: _read_risk,
    Kind.PERSON: _read_line,
    Kind.NHS_NUMBER: _read_nhs_number,
    Kind.POSTCODE: _read_postcode,
    Kind.PHONE: _read_line,
    Kind.EMAIL: _read_line,
    Kind.ADDRESS: _read_address,
    Kind.CALCULATED: _read_calculated,
    Kind.SIGNATURE: _read_nothing,
    Kind.DECLARATION: _read_nothing,
}
