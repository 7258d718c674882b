# SPDX-License-Identifier: Apache-2.0
"""Words for what lint finds in definitions that can be read but should not stay as they are."""

from collections.abc import Mapping

from kinfile.i18n import N_

_RULES: Mapping[str, tuple[str, str]] = {
    "form.status-compared": (
        N_("A comparison with '{found}' is never true: it is no answer, but the want of one."),
        N_("Write is(..., '{found}') in its place."),
    ),
    "form.list-never": (
        N_("None of the codes in “{found}” can be answered to this question."),
        N_("Use another list, or name the codes."),
    ),
    "form.unequal-blank": (
        N_("While “{found}” is blank nobody knows whether this differs, so nothing happens."),
        N_("Write not is({found}, ...), or put known({found}) and ... in front."),
    ),
    "form.denied-blank": (
        N_("While “{found}” is blank this is unknown, and so is its opposite: nothing happens."),
        N_("Say it without “not”, or put known({found}) and ... in front."),
    ),
    "form.name-clash": (
        N_(
            "“{found}” is asked in each row and once for the record; here the row's answer is read."
        ),
        N_("If the record's is meant, give it a name in definitions.yaml and use that."),
    ),
    "form.standing-shows": (
        N_("This shows something by which alerts stand, and they are only known at the end."),
        N_("Name the answers behind those alerts in its place."),
    ),
    "form.standing-opens": (
        N_("{alert} depends on which other alerts stand, so it may not open a section."),
        N_("Take the section out of what it forces, or name answers in its rule."),
    ),
}

_REACH: Mapping[str, tuple[str, str]] = {
    "form.shown-late": (
        N_("This waits for an answer that is only asked for later, in “{section}”."),
        N_("Move the question after that section, or hang it on an earlier answer."),
    ),
    "form.shown-later": (
        N_("One of the answers that show this is only asked for later, in “{section}”."),
        N_("If that is meant, leave it: the question then appears behind the reader."),
    ),
    "form.never-shown": (
        N_("Nothing that anybody can answer ever shows “{question}”."),
        N_("Change its show_when, or take the question out."),
    ),
    "form.required-never-shown": (
        N_("“{question}” is required, but nothing that anybody can answer ever shows it."),
        N_("Change its show_when, or take the question out."),
    ),
    "form.never-required": (
        N_("Nothing that anybody can answer ever makes “{question}” required."),
        N_("Change its required_when, or take that out."),
    ),
    "form.never-opened": (
        N_("Nothing that anybody can answer ever opens “{section}”."),
        N_("Change its rule, or write opens: alert."),
    ),
    "form.never-raised": (
        N_("Nothing that anybody can answer ever raises {alert}."),
        N_("Change its rule, or the list of forms that it belongs to."),
    ),
}

_ALERTS: Mapping[str, tuple[str, str]] = {
    "form.unknown-form": (N_("There is no form “{found}”."), N_("Use one of: {allowed}.")),
    "form.unknown-force": (
        N_("An alert cannot force “{found}”."),
        N_("Use one of: {allowed}."),
    ),
    "form.force-target": (
        N_("“{found}” stands alone."),
        N_("Take out the colon and what follows."),
    ),
    "form.force-values": (
        N_("“{found}” needs the answers that it is about."),
        N_("Write them behind the question: {found}:question~one,two."),
    ),
    "form.unknown-cover": (
        N_("The cover has no warning “{found}”."),
        N_("Use one of: {allowed}."),
    ),
    "form.unknown-question": (
        N_("None of the forms meant here asks “{found}”."),
        N_("Check the spelling; a question of a group is written group.question."),
    ),
    "form.case-never-fires": (
        N_("No worked case fires {alert}."),
        N_("Add a case in which it should fire to the cases of one of its forms."),
    ),
    "form.case-always-fires": (
        N_("No worked case leaves {alert} silent."),
        N_("Add a case in which it should stay silent to the cases of one of its forms."),
    ),
    "form.case-not-json": (
        N_("From here on this worked case is not JSON."),
        N_("Look for a missing comma, quote or bracket here or just before."),
    ),
}

_TEXTS: Mapping[str, tuple[str, str]] = {
    "form.label-too-long": (
        N_("This has {length} characters; {most} is the most that is read at a glance."),
        N_("Shorten it, or move a part into the hint."),
    ),
    "form.hint-too-long": (
        N_("This hint has {length} characters; {most} is the most."),
        N_("Shorten it, or move a part into the guidance."),
    ),
    "form.banned-title": (
        N_("“{found}” has no place in a title: it is read over a shoulder."),
        N_("Say it in calmer words; wordlists/banned.yaml has the list."),
    ),
    "form.banned-word": (
        N_("“{found}” is not written in any form."),
        N_("Say it in other words; wordlists/banned.yaml has the list."),
    ),
    "form.untranslated": (
        N_("This text has no translation in “{language}”, which is declared complete."),
        N_("Translate it, or take the language out of languages.yaml."),
    ),
    "form.no-why": (
        N_("“{name}” does not say why it is there."),
        N_("Add “why” in one sentence of your own."),
    ),
    "form.no-source": (
        N_("“{name}” names no source."),
        N_("Add “source” with the paragraphs that it comes from."),
    ),
    "form.no-error": (
        N_("“{name}” can be missing, and has no words for it."),
        N_("Add “error”: what to do, beginning with a verb."),
    ),
    "form.id-spelling": (
        N_("No rule could name “{found}”."),
        N_("Write an id with small letters, digits and _, and begin with a letter."),
    ),
    "form.code-spelling": (
        N_("“{found}” cannot be a code."),
        N_("Write a code with small letters, digits and _; what people read stands behind it."),
    ),
    "form.unknown-source": (
        N_("There is no source “{found}” in requirements.yaml."),
        N_("Check the number, or add the row there."),
    ),
    "form.list-code": (
        N_("No question with which “{list}” is used can be answered '{found}'."),
        N_("Check the spelling, or take it out of this list."),
    ),
    "form.no-label": (
        N_("The code “{found}” has no label, so nobody could read it."),
        N_("Write behind the colon what people read."),
    ),
    "form.key-unused": (
        N_("“{key}” does nothing for a question of kind {kind}."),
        N_("Take it out, or change the kind."),
    ),
    "form.min-above-max": (
        N_("“min” is {min} and “max” is {max}, so no number will do."),
        N_("Make “min” the smaller of the two."),
    ),
    "form.unknown-words": (
        N_("This word list has no group “{found}”."),
        N_("Check the spelling, or add the group."),
    ),
    "form.profile-missing": (
        N_("“{found}” can be chosen, but there is no such profile."),
        N_("Add profiles/{found}.yaml, or take it out of the list."),
    ),
    "form.profile-unlisted": (
        N_("The profile “{found}” is there, but cannot be chosen."),
        N_("Add it to this list."),
    ),
    "form.released-changed": (
        N_("Version {version} has been released, and something in it has changed since."),
        N_("Raise the version in form.yaml, and say in changes.md what changed."),
    ),
}

LINT: Mapping[str, tuple[str, str]] = {**_RULES, **_REACH, **_ALERTS, **_TEXTS}
