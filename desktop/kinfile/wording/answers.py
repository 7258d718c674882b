# SPDX-License-Identifier: Apache-2.0
"""Words for answers: what cannot be kept, what looks odd, what is missing, what signing awaits."""

from collections.abc import Mapping

from kinfile.i18n import N_

ANSWERS: Mapping[str, tuple[str, str]] = {
    # -- values that cannot be kept ---------------------------------------------------------
    "refused": (
        N_("This value cannot be kept."),
        N_("Compare it with the question."),
    ),
    "refused.wrong-type": (
        N_("This is not the kind of value that the question takes."),
        N_("Text stands in quotes, several answers in a list, a whole number without quotes."),
    ),
    "refused.characters": (
        N_("The text holds a character that cannot be stored."),
        N_("Type that place again."),
    ),
    "refused.unknown-part": (
        N_("The value has a part that this question does not take."),
        N_("Leave out what does not belong to it."),
    ),
    "refused.unknown-status": (
        N_("That is none of the four ways to say that there is no answer."),
        N_("Use not_known, not_asked, declined or not_applicable."),
    ),
    "refused.not-settable": (
        N_("Kinfile fills this in itself."),
        N_("Leave it out."),
    ),
    "refused.not-a-date": (
        N_("That is no date, or there is no such day."),
        N_("Write it like 2026-11-22."),
    ),
    "refused.date-not-whole": (
        N_("This date needs a day, a month and a year."),
        N_("Write it like 2026-11-22."),
    ),
    "refused.number-too-large": (
        N_("That number is larger than anything that is counted here."),
        N_("Type it again."),
    ),
    "refused.unknown-code": (
        N_("That is none of the answers of this question."),
        N_("Use one of its codes."),
    ),
    "refused.unknown-question": (
        N_("There is no such question in this form."),
        N_("Check the spelling, and write group.question[N] for one in a group."),
    ),
    "refused.not-a-path": (
        N_("That does not name a question."),
        N_("Write question, or group.question[N] with N from 1."),
    ),
    "refused.no-such-row": (
        N_("There is no such row, and none can be added there."),
        N_("Rows are added one by one at the end, as far as the group allows."),
    ),
    "refused.line-not-json": (
        N_("This line is not a JSON object."),
        N_('Write one object a line, with "path" and "value".'),
    ),
    "refused.line-too-long": (
        N_("This line is longer than {limit} MB."),
        N_("Write one answer a line."),
    ),
    "refused.line-parts": (
        N_("This line does not say what to do."),
        N_('It needs "path" and one of "value", "status" or "strike": true.'),
    ),
    "refused.rationale": (
        N_("{alert} asks for a reason, and this note is too short to be one."),
        N_("Write why in {least} characters or more."),
    ),
    "refused.blank": (
        N_("Nothing is written there."),
        N_("Write it, then do this again."),
    ),
    "refused.to-come": (
        N_("That day is still to come."),
        N_("Give the day on which it happened."),
    ),
    "refused.before-sent": (
        N_("That is before the day it was sent."),
        N_("Give the day on which they confirmed it."),
    ),
    "refused.by-name": (
        N_("It has to be said who did it."),
        N_("Give a name with --by."),
    ),
    "refused.texts": (
        N_("{alert} waits for single texts: {paths}"),
        N_("Reword each, or confirm each with --path."),
    ),
    "refused.not-held-back": (
        N_("{alert} holds back no text at that place."),
        N_("See which with: kinfile-cli record check"),
    ),
    # -- what looks odd ---------------------------------------------------------------------
    "problem": (
        N_("Something about this answer looks odd."),
        N_("Look at it again."),
    ),
    "problem.reason-missing": (
        N_("It is not said why."),
        N_("Choose a reason, or write one."),
    ),
    "problem.out-of-range": (
        N_("This number must be between {low} and {high}."),
        N_("Correct it."),
    ),
    "problem.out-of-range.low": (
        N_("This number must be {low} or more."),
        N_("Correct it."),
    ),
    "problem.not-with-others": (
        N_("“{option}” cannot stand beside another answer."),
        N_("Take one of them away."),
    ),
    "problem.nhs-check-digit": (
        N_("This does not look like an NHS number: its digits do not fit together."),
        N_("Compare it with the notes. Is it right as it stands?"),
    ),
    "problem.nhs-twice": (
        N_("The same NHS number stands at {other} too."),
        N_("Each person has their own. Is it right as it stands?"),
    ),
    "problem.postcode-shape": (
        N_("This does not look like a UK postcode."),
        N_("Compare it with the notes. Is it right as it stands?"),
    ),
    "problem.phone-shape": (
        N_("This does not look like a UK phone number."),
        N_("Compare it with the notes. Is it right as it stands?"),
    ),
    "problem.email-shape": (
        N_("This does not look like an email address."),
        N_("Compare it with the notes. Is it right as it stands?"),
    ),
    "problem.unknown-person": (
        N_("Nobody of that name is in this record, or more than one person is."),
        N_("Choose the person, or add them to the family first."),
    ),
    "problem.date-in-future": (
        N_("This date must be today or in the past."),
        N_("Correct it."),
    ),
    "problem.date-in-past": (
        N_("This date has passed."),
        N_("Put it right if it should lie ahead."),
    ),
    "problem.date-order": (
        N_("This date must not be before “{other}”."),
        N_("Correct one of the two."),
    ),
    "problem.date-order-after": (
        N_("This date must not be after “{other}”."),
        N_("Correct one of the two."),
    ),
    "problem.child-over-18": (
        N_("By this date of birth the child is 18 or older."),
        N_("Is it right as it stands? Perhaps this is a young adult carer."),
    ),
    "problem.parent-age-gap": (
        N_("By these dates of birth this parent is less than 12 years older than a child."),
        N_("Compare both dates with the notes. Is it right as it stands?"),
    ),
    "problem.review-far": (
        N_("This is more than {months} months away."),
        N_("Things can change sooner. Is it right as it stands?"),
    ),
    "problem.babies-and-rows": (
        N_("The number of babies is not the number of rows, which is {rows}."),
        N_("Correct one of the two."),
    ),
    "problem.too-many-rows": (
        N_("There are more rows than the {most} this form prints well."),
        N_("Is it right as it stands?"),
    ),
    "problem.copied-old": (
        N_("This is from an earlier record, where it has stood since {since}."),
        N_("Ask again. Is it still right?"),
    ),
    "problem.empty-group": (
        N_("Nothing is written here."),
        N_("Add a row, or say that you asked and there is none."),
    ),
    "problem.expected-answer": (
        N_("{alert} leads to expect another answer here: {values}."),
        N_("Change the answer, or write the reason beside {alert}."),
    ),
    # -- what is missing --------------------------------------------------------------------
    "missing": (
        N_("Not answered yet: {ask}"),
        "",
    ),
    "missing-rows": (
        N_("{title}: there are {have} and {need} are needed."),
        N_("Add what is missing; a row may say that the person is not known."),
    ),
    # -- what signing waits for -------------------------------------------------------------
    "blocker.missing": (
        N_("Not answered yet."),
        "",
    ),
    "blocker.problem": (
        N_("Something to check."),
        "",
    ),
    "blocker.acknowledge": (
        N_("{alert} waits for an acknowledgement."),
        N_("Write who did what, and when."),
    ),
    "blocker.forbidden": (
        N_("While {alert} stands, this answer cannot be signed."),
        N_("Do what it asks, then change the answer."),
    ),
    "blocker.blocked-text": (
        N_("{alert} holds this text back: it may count a child as lowering risk."),
        N_("Reword it, or confirm that it does not."),
    ),
    "blocker.trial-form": (
        N_("This form is only being tried out, so nothing filled in with it can be signed."),
        N_("Use the form that was approved, or an urgent export if it cannot wait."),
    ),
    "blocker.declaration": (
        N_("The declaration is not made."),
        N_("Read it and agree to it."),
    ),
}
