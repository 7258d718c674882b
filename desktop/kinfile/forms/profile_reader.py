# SPDX-License-Identifier: Apache-2.0
"""From a profile's file to a Profile; what it leaves empty comes from the national default."""

from kinfile.forms.dates import NotADate, weeks_and_days
from kinfile.forms.fields import Fields
from kinfile.forms.profile import Contact, Profile
from kinfile.forms.source import Complain, Table, refuse

_KNOWN = frozenset(
    {
        "profile",
        "name",
        "nation",
        "valid_from",
        "review_by",
        "sources",
        "level_names",
        "timings",
        "limits",
        "contacts",
        "services",
        "lawful_basis_default",
        "pdf_passwords",
        "secure_email",
        "permitted_relationships",
        "permitted_relationships_dated",
        "retention_days",
        "escalation_stages",
        "term_overrides",
        "message_overrides",
    }
)
_CONTACT = frozenset({"role", "name", "phone"})
_WORDS = ("lawful_basis_default", "pdf_passwords", "secure_email", "retention_days")


def read_profile(table: Table, national: Profile | None, complain: Complain = refuse) -> Profile:
    """The profile in `table`. Raises FormError, or tells it to `complain`."""
    fields = Fields(table, table.file, _KNOWN, complain)
    timings = _days(fields, "timings")
    limits = _days(fields, "limits")
    defaulted = frozenset[str]()
    if national is not None:
        defaulted = frozenset(
            (national.timings.keys() - timings) | (national.limits.keys() - limits)
        )
        timings = {**national.timings, **timings}
        limits = {**national.limits, **limits}
    words = {key: fields.line(key, "") for key in _WORDS if fields.has(key)}
    return Profile(
        id=fields.line("profile"),
        name=fields.line("name"),
        nation=fields.line("nation"),
        valid_from=fields.day("valid_from"),
        review_by=fields.day("review_by"),
        sources=fields.words("sources"),
        level_names=fields.pairs("level_names") or (national.level_names if national else {}),
        timings=timings,
        limits=limits,
        contacts=tuple(_contacts(fields)),
        words={**(national.words if national else {}), **words},
        defaulted=defaulted,
    )


def _days(fields: Fields, key: str) -> dict[str, int]:
    """Numbers of a mapping; `W+D` gives days, an empty value is left out."""
    found: dict[str, int] = {}
    for name, text in fields.pairs(key).items():
        if not text:
            continue
        try:
            found[name] = int(text) if text.isdecimal() else weeks_and_days(text)
        except NotADate:
            fields.fail(key, "not-weeks-and-days", found=text)
    return found


def _contacts(fields: Fields) -> list[Contact]:
    found = []
    for table in fields.tables("contacts"):
        contact = fields.inside(table, _CONTACT)
        found.append(
            Contact(contact.line("role"), contact.line("name", ""), contact.line("phone", ""))
        )
    return found
