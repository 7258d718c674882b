# SPDX-License-Identifier: Apache-2.0
"""What the check of a file says, by code: what was found, and what to do about it."""

from collections.abc import Mapping

from kinfile.i18n import N_, Language

WORDS: Mapping[str, str] = {
    "unreadable": N_("This is not a PDF that can be checked, or it is damaged. Ask for it again."),
    "encrypted": N_("The file is locked with a password, so its seal cannot be checked like this."),
    "wrong-password": N_("That password does not open the file. Check each word with the sender."),
    "inner-not-proven": N_("The original inside this file does not hold. Do not rely on either."),
    "no-signature": N_("The file has no signature. Nothing shows who made it or what changed."),
    "changed": N_("The file was changed after {field} was signed. Do not rely on it."),
    "not-permitted": N_("Something was added after {field} was signed that it does not permit."),
    "not-valid": N_("The signature in {field} is not valid. Do not rely on the file."),
    "not-trusted": N_(
        "Nothing shows whose key signed {field}. Ring the sender on a number you had before, and "
        "compare the six words of the file's code or of the key."
    ),
    "certificate-too-young-or-old": N_(
        "The certificate in {field} was not in force when the file says that it was signed."
    ),
    "padding": N_("Something was hidden inside the signature in {field}. Do not rely on the file."),
    "after-end": N_("Something was added behind the last signature. Do not rely on the file."),
    "stamp-not-valid": N_(
        "The time stamp in {field} is not valid, or more came in with it. Do not rely on the file."
    ),
    "signatures-differ": N_(
        "The file has {found} signatures and its receipt says {expected}. A signature may have "
        "been cut off."
    ),
    "receipt-differs": N_("This is not the file that the receipt was made for."),
    "receipt-unreadable": N_("The receipt cannot be read, so it proves nothing."),
    "code-differs": N_(
        "The six words of this file are not those that were read out. Check the words; if they "
        "are right, it is another file."
    ),
    "laptop-clock": N_("The time comes from the signer's own clock; nobody else confirmed it."),
    "withdrawal-not-checked": N_(
        "It was not checked whether a certificate has been withdrawn: there is no network."
    ),
    "stamped": N_("{authority} confirms that the file existed at {time}."),
    "stamp-not-trusted": N_(
        "The time stamp in {field} is by an authority that is not known here, so it proves no time."
    ),
    "receipt-proves-little": N_(
        "The receipt was the only witness. One that came with the file proves nothing about who "
        "made it."
    ),
}


def say(code: str, facts: Mapping[str, object], language: Language) -> str:
    """The sentence for a problem or note of verify."""
    return language.text(WORDS[code], **facts)
