# SPDX-License-Identifier: Apache-2.0
"""The words in which a form is told: kinds of answer, who may see it, what an alert forces."""

from collections.abc import Mapping

from kinfile.forms.model import Disclosure, Force, Form, Kind, QuestionId, Severity
from kinfile.forms.words import code_words
from kinfile.i18n import N_, Language

KINDS: Mapping[Kind, str] = {
    Kind.TEXT: N_("A line of text"),
    Kind.LONG_TEXT: N_("Text"),
    Kind.VERBATIM: N_("Somebody's own words, with who said them, when and how"),
    Kind.DATE: N_("A date"),
    Kind.INT: N_("A whole number"),
    Kind.CHOICE: N_("One of these"),
    Kind.MULTI: N_("Any of these"),
    Kind.YES_NO_UNKNOWN: N_("Yes or no"),
    Kind.RISK: N_("“Yes, now”, “Yes, in the past”, “Suspected” or “No”, with the evidence"),
    Kind.PERSON: N_("One of the people of the record"),
    Kind.NHS_NUMBER: N_("An NHS number"),
    Kind.POSTCODE: N_("A postcode"),
    Kind.PHONE: N_("A phone number"),
    Kind.EMAIL: N_("An email address"),
    Kind.ADDRESS: N_("An address"),
    Kind.CALCULATED: N_("Worked out by Kinfile"),
    Kind.SIGNATURE: N_("A signature"),
    Kind.DECLARATION: N_("A declaration, made by signing"),
}

DISCLOSURES: Mapping[Disclosure, str] = {
    Disclosure.ALL: N_("Printed in every copy, the family's too."),
    Disclosure.PROFESSIONAL: N_("Left out of the family's copy."),
    Disclosure.RESTRICTED: N_("Printed only in the full document and the restricted annex."),
    Disclosure.WITHHOLD: N_("Never printed."),
}

SEVERITIES: Mapping[Severity, str] = {
    Severity.ACT_NOW: N_("Act now"),
    Severity.ACT_SOON: N_("Act soon"),
    Severity.INFO: N_("For information"),
}

_COVERS: Mapping[str, str] = {
    "do_not_contact_parents": N_("not to contact the parents before speaking to the writer"),
    "phone_now": N_("to phone this through at once"),
    "information_as_at": N_("of which day the information is"),
}

_FORCES: Mapping[str, str] = {
    "section": N_("It opens “{section}”."),
    "restrict": N_("It restricts the answers in “{section}”."),
    "require": N_("It makes “{question}” required."),
    "expect": N_("It asks why, where “{question}” holds none of: {values}."),
    "forbid": N_("Nobody can sign while “{question}” holds any of: {values}."),
    "ack": N_("A named person confirms it before signing."),
    "ack+rationale": N_("A named person confirms it before signing, and says why."),
    "block_field": N_("The wording is changed, or a named person confirms it, before signing."),
    "gap": N_("It is printed among the information gaps."),
    "summary": N_("It is printed in the summary."),
    "reminder": N_("It stands as a reminder in the list of records."),
    "note": N_("It is shown on the screen, and printed only where the writer marks it."),
    "cover": N_("The cover says {cover}."),
    "offer_form": N_("It offers to begin the form “{form}”."),
}


def force_words(force: Force, form: Form, language: Language) -> str:
    """What a standing alert demands, as one sentence."""
    question = form.by_id().get(QuestionId(force.target))
    sections = {str(section.id): section.title for section in form.sections}
    values = [code_words(question, value, language) for value in force.values]
    return language.text(
        _FORCES[force.verb],
        section=language.text(sections.get(force.target, force.target)),
        question=language.text(question.ask) if question else force.target,
        values=", ".join(f"‘{value}’" for value in values),
        cover=language.text(_COVERS.get(force.target, force.target)),
        form=force.target,
    )
