# SPDX-License-Identifier: Apache-2.0
"""Words about passphrases, recovery codes, and the certificates that codes are encrypted to."""

from collections.abc import Mapping

from kinfile.i18n import N_

WAYS_IN: Mapping[str, tuple[str, str]] = {
    "wrong-passphrase": (
        N_("That passphrase does not open this vault."),
        N_("Check Caps Lock and the keyboard's language, then try again."),
    ),
    "wrong-passphrase.wait": (
        N_("That passphrase does not open this vault."),
        N_("The next try is taken after a wait. Seconds: {wait}."),
    ),
    "wrong-code": (
        N_("That recovery code does not open this vault."),
        N_("A code works once: look for the newest one, written down after the last recovery."),
    ),
    "mistyped-code": (
        N_("That cannot be a recovery code."),
        N_("Compare it with the paper, letter by letter."),
    ),
    "mistyped-code.length": (
        N_("A recovery code has 34 letters and digits; this has another number."),
        N_("Look for a group that was left out or typed twice."),
    ),
    "mistyped-code.character": (
        N_("A character in this code is never used in recovery codes."),
        N_("They hold digits and capital letters without I, L, O and U."),
    ),
    "mistyped-code.check": (
        N_("One character of this recovery code is not right."),
        N_("Compare it with the paper, letter by letter."),
    ),
    "too-soon": (
        N_("There were several wrong passphrases in a row, so this vault waits."),
        N_("Try again after the wait. Seconds left: {wait}."),
    ),
    "weak-passphrase": (
        N_("That passphrase is too easy to guess."),
        N_("Use at least {minimum} characters: five unrelated words, for example."),
    ),
    "weak-passphrase.short": (
        N_("That passphrase is too short."),
        N_("Use at least {minimum} characters: five unrelated words, for example."),
    ),
    "weak-passphrase.common": (
        N_("That passphrase is one of those tried first."),
        N_("Use five words that do not belong together."),
    ),
    "weak-passphrase.own-name": (
        N_("That passphrase is little more than your name."),
        N_("Use five words that have nothing to do with you."),
    ),
    "weak-passphrase.simple": (
        N_("That passphrase has too few different things in it to be hard to guess."),
        N_("Use five unrelated words, or more characters that do not follow from each other."),
    ),
    "unfit-certificate": (
        N_("The recovery code cannot be encrypted to {path}; nothing was made."),
        N_("Give a certificate with an RSA key for encryption, in PEM or DER form."),
    ),
    "unfit-certificate.unreadable": (
        N_("{path} holds no certificate that can be read; nothing was made."),
        N_("Give a certificate in PEM or DER form."),
    ),
    "unfit-certificate.several": (
        N_("{path} holds several certificates, or none; nothing was made."),
        N_("Give the one certificate whose key reads the codes, in a file of its own."),
    ),
    "unfit-certificate.too-large": (
        N_("The certificate in {path} is larger than any that is needed; nothing was made."),
        N_("Give a plain encryption certificate."),
    ),
    "unfit-certificate.not-rsa": (
        N_("The certificate in {path} has no RSA key; nothing was made."),
        N_("Give a certificate with an RSA key of {bits} bits or more."),
    ),
    "unfit-certificate.short-key": (
        N_("The RSA key of the certificate in {path} is too short; nothing was made."),
        N_("Give a certificate with an RSA key of {bits} bits or more."),
    ),
    "unfit-certificate.long-key": (
        N_("The RSA key of the certificate in {path} is longer than is of use; nothing was made."),
        N_("Give a certificate with an RSA key of 3072, 4096 or 8192 bits."),
    ),
    "unfit-certificate.usage": (
        N_("The certificate in {path} is not meant for encrypting keys; nothing was made."),
        N_("Give one whose key usage has keyEncipherment."),
    ),
    "unfit-certificate.too-many": (
        N_("These are too many certificates for one vault; nothing was made."),
        N_("Give at most {most}."),
    ),
    "usage.no-passphrase": (
        N_("There is no terminal to ask for the passphrase on."),
        N_("Give --passphrase-file FILE, or --passphrase-file - for a line of standard input."),
    ),
    "usage.no-new-passphrase": (
        N_("There is no terminal to ask for the new passphrase on."),
        N_("Give --new-passphrase-file FILE, or - for a line of standard input."),
    ),
    "usage.no-code": (
        N_("There is no terminal to ask for the recovery code on."),
        N_("Give --code-file FILE, or --code-file - for a line of standard input."),
    ),
    "usage.code-unseen": (
        N_("Nobody would see the new recovery code, so nothing was done."),
        N_("Give --recovery-out FILE to have it written into a file, or work on a terminal."),
    ),
    "usage.no-escrow": (
        N_("The recovery code of {path} is encrypted to no certificate."),
        N_("Make vaults with --escrow-cert for IT to be able to read their codes."),
    ),
    "usage.passphrase-empty": (
        N_("{path} holds no passphrase in its first line."),
        N_("Write the passphrase into the first line, as UTF-8 text."),
    ),
    "usage.passphrases-differ": (
        N_("The two passphrases are not the same."),
        N_("Type it twice in the same way."),
    ),
}
