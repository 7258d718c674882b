# SPDX-License-Identifier: Apache-2.0
"""Words for mistakes in the files of forms/ and in their rules, for whoever edits them."""

from collections.abc import Mapping

from kinfile.i18n import N_

_SPELLING = N_("Check the spelling.")

_FILES: Mapping[str, tuple[str, str]] = {
    "form.file-unreadable": (N_("The file cannot be read."), N_("Check that it is there.")),
    "form.file-too-large": (
        N_("The file is far larger than any form."),
        N_("Check that it is the right one."),
    ),
    "form.file-not-utf8": (N_("The file is not text in UTF-8."), N_("Save it as UTF-8.")),
    "form.file-empty": (N_("The file is empty."), N_("Write it, or take it out of the list.")),
    "form.yaml-tab": (N_("There is a tab."), N_("Indent with spaces.")),
    "form.yaml-syntax": (
        N_("From here on this is not YAML."),
        N_(
            "Look for a missing colon, quote or bracket, or for another indentation, here or just"
            " before."
        ),
    ),
    "form.yaml-quote": (
        N_("A quote is opened here and not closed."),
        N_('Close it, or put the whole text into "double quotes".'),
    ),
    "form.yaml-colon": (
        N_("A colon cannot stand here."),
        N_(
            'If it is part of a text, put the whole text into "double quotes"; if not, indent this'
            " line like the one before."
        ),
    ),
    "form.yaml-sign": (
        N_("A text cannot begin with this sign."),
        N_('Put the whole text into "double quotes".'),
    ),
    "form.yaml-hash": (
        N_("From # on this is a comment, and left out of the text."),
        N_('Put the whole text into "double quotes"; before a comment put “# ” with a space.'),
    ),
    "form.yaml-two-documents": (
        N_("A second document begins here."),
        N_("Take the line --- out."),
    ),
    "form.yaml-anchor": (
        N_("Anchors and aliases (& and *) are not used here."),
        N_("Write the value out, or put it into quotes."),
    ),
    "form.yaml-tag": (
        N_("Tags (!) are not used here."),
        N_("Take it out, or put the value into quotes."),
    ),
    "form.yaml-key": (N_("A key must be a single word."), N_("Check the indentation.")),
    "form.yaml-duplicate": (N_("“{key}” stands here twice."), N_("Take one of them out.")),
    "form.yaml-dash": (
        N_("Here something new begins, and the dash in front of “{key}” is missing."),
        N_("Write a dash and a space there, as in front of the one before."),
    ),
}

_FIELDS: Mapping[str, tuple[str, str]] = {
    "form.not-a-mapping": (
        N_("Here keys with values are needed."),
        N_("Write one “key: value” a line."),
    ),
    "form.unknown-key": (
        N_("“{key}” is not a key that has a meaning here."),
        N_("Check the spelling. Here there may be: {allowed}."),
    ),
    "form.missing-key": (N_("“{key}” is missing."), N_("Add it.")),
    "form.not-text": (N_("“{key}” must be text."), N_("Write it on one line, or in quotes.")),
    "form.empty-text": (N_("“{key}” is empty."), N_("Write something, or take it out.")),
    "form.not-yes-or-no": (N_("“{key}” must be yes or no."), N_("Write one of the two.")),
    "form.not-a-number": (
        N_("“{key}” must be a whole number."),
        N_("Write it with digits, at most six."),
    ),
    "form.not-a-date": (N_("“{key}” must be a date."), N_("Write it like 2026-11-22.")),
    "form.not-one-of": (N_("“{key}” cannot be “{found}”."), N_("Use one of: {allowed}.")),
    "form.not-a-list": (N_("“{key}” must be a list."), N_("Write [one, two].")),
    "form.not-weeks-and-days": (
        N_("“{found}” is no number and no length of pregnancy."),
        N_("Write weeks and days like 20+0, or a whole number."),
    ),
    "form.duplicate-id": (
        N_("“{found}” is there already."),
        N_("Ids are used once; choose another."),
    ),
    "form.group-not-opened": (
        N_("The group “{found}” is gone on with before it is opened."),
        N_("Open it in an earlier section of this form."),
    ),
    "form.unknown-section": (
        N_("There is no section “{found}”."),
        N_("Check the spelling, or add its file."),
    ),
    "form.unknown-code": (N_("Not all of these are options: {found}."), _SPELLING),
    "form.unknown-list": (
        N_("There is no list of options called “{found}”."),
        N_("Check the spelling, or add it to lists.yaml."),
    ),
    "form.options-not-allowed": (
        N_("A question of kind {kind} has no options of its own."),
        N_("Take them out, or make it a choice or a multi."),
    ),
    "form.cycle": (
        N_("These are shown or hidden by one another in a circle: {found}."),
        N_("Break the circle: one of them must not depend on the others."),
    ),
}

_RULES: Mapping[str, tuple[str, str]] = {
    "form.rule-character": (
        N_("“{found}” cannot stand in a rule."),
        N_(
            "Put text into 'single quotes', join with “and” and “or”, and name a question of a"
            " group without its group."
        ),
    ),
    "form.rule-quote": (
        N_("A quote is opened here and not closed."),
        N_("Put a single quote behind the text too."),
    ),
    "form.rule-leftover": (
        N_("The rule is complete before “{found}”."),
        N_("Join conditions with “and” or “or”."),
    ),
    "form.rule-bracket": (
        N_("A comma or a bracket is missing before “{found}”."),
        N_("Put a comma between two values, and close what you open."),
    ),
    "form.rule-bracket-open": (
        N_("The rule ends before a bracket is closed."),
        N_("Close what you open."),
    ),
    "form.rule-bracket-extra": (
        N_("There is a closing bracket too many."),
        N_("Take it out, or open one before."),
    ),
    "form.rule-ends-early": (N_("The rule ends too early."), N_("Write what follows.")),
    "form.rule-unexpected": (
        N_("“{found}” cannot stand at this place."),
        N_("A question, a function, a number, a date or 'text' may."),
    ),
    "form.rule-day": (N_("There is no day {found}."), N_("Write it like 2026-11-22.")),
    "form.rule-too-deep": (
        N_("There are too many brackets within brackets."),
        N_("Give part of the rule a name in definitions.yaml."),
    ),
    "form.rule-function": (
        N_("There is no function “{found}”."),
        N_("See the list in forms/README.md."),
    ),
    "form.rule-arguments": (
        N_("“{found}” needs something else in its brackets."),
        N_("See its line in forms/README.md."),
    ),
    "form.rule-not-a-condition": (
        N_("This is a value, not something that is true or false."),
        N_("Compare it, or use is(...), has(...) or answered(...)."),
    ),
    "form.rule-bare-question": (
        N_("“{found}” alone is no condition."),
        N_("Write is({found}, 'code') or answered({found})."),
    ),
    "form.rule-not-a-value": (
        N_("This is true or false, not a value."),
        N_("Use it as a condition, without comparing it."),
    ),
    "form.rule-name": (
        N_("No form has a question or definition “{found}”."),
        N_("Check the spelling; text stands in 'single quotes'."),
    ),
    "form.rule-cycle": (
        N_("The definition “{found}” leads back to itself."),
        N_("Break the circle."),
    ),
    "form.rule-row-definition": (
        N_("“{found}” speaks of one row of {group}."),
        N_("Use it in any({group}, ...) or in a question of that group."),
    ),
    "form.rule-literal": (
        N_("Here only fixed values may stand."),
        N_("Use 'text', a number, a date or the name of a list."),
    ),
    "form.rule-list": (
        N_("There is no list of codes “{found}”."),
        N_("Put a code into 'single quotes'; of a list check the spelling."),
    ),
    "form.rule-not-a-multi": (
        N_("“{found}” takes one answer, not several."),
        N_("Use is(...) in place of has(...) or only(...)."),
    ),
    "form.rule-wordlist": (
        N_("There is no word list “{found}”."),
        N_("Check the spelling, or add its file to wordlists."),
    ),
    "form.rule-not-comparable": (
        N_("“{found}” cannot be compared."),
        N_("Use has(...) or answered(...)."),
    ),
    "form.rule-sum": (
        N_("Only numbers can be added or taken away."),
        N_("Use days(a, b) for the time between two dates."),
    ),
    "form.rule-limit": (
        N_("No profile has a limit “{found}”."),
        _SPELLING,
    ),
    "form.rule-milestone": (
        N_("No profile has a timing “{found}”."),
        _SPELLING,
    ),
    "form.rule-severity": (
        N_("There is no severity “{found}”."),
        N_("Use 'act_now', 'act_soon' or 'info'."),
    ),
    "form.rule-not-a-day": (
        N_("Here a date is needed."),
        N_("Use a question of kind date, today() or a date like 2026-11-22."),
    ),
    "form.rule-person-field": (
        N_("No group of people asks “{found}”."),
        _SPELLING,
    ),
    "form.rule-question": (
        N_("Here the name of a question is needed."),
        N_("Write it without quotes."),
    ),
    "form.rule-needs-rows": (
        N_("“{found}” is asked once for each row of {group}."),
        N_("Write any({group}, ...) or count({group}, ...) around it."),
    ),
    "form.rule-group": (
        N_("Here the name of a group is needed."),
        N_("Check the spelling; it stands without quotes."),
    ),
    "form.rule-nested-rows": (
        N_("“{found}” is counted inside the rows of another group."),
        N_("Give the inner part a name in definitions.yaml."),
    ),
    "form.rule-code": (
        N_("“{question}” can never be '{found}'."),
        N_("Use one of its codes."),
    ),
    "form.rule-unlike": (
        N_("A {left} cannot be compared with a {right}."),
        N_("Compare numbers with numbers, days with days, text with text."),
    ),
    "form.rule-order-of-words": (
        N_("Text has no smaller and greater."),
        N_("Use = or is(...)."),
    ),
}

DEFINITIONS: Mapping[str, tuple[str, str]] = {**_FILES, **_FIELDS, **_RULES}
