# SPDX-License-Identifier: Apache-2.0
"""Words for keys, certificates and cards, and for what is not countersigned or not sent."""

from collections.abc import Mapping

from kinfile.i18n import N_

KEYS: Mapping[str, tuple[str, str]] = {
    "unfit-identity": (
        N_("There is no key that may sign this now."),
        N_("See the keys of this vault with: kinfile-cli identity list"),
    ),
    "unfit-identity.none": (
        N_("The vault has no key that is in use."),
        N_("Make one with: kinfile-cli identity create"),
    ),
    "unfit-identity.below-minimum": (
        N_("Your organisation asks for a key of tier {minimum} or above; none here is."),
        N_("Ask IT for a certificate. An urgent export is possible meanwhile."),
    ),
    "unfit-identity.expired": (
        N_("No certificate that may sign is in force, so nobody would accept the signature."),
        N_("Ask IT for a new certificate, or make a key. An urgent export is possible meanwhile."),
    ),
    "unfit-identity.unknown": (
        N_("There is no key number {id} in this vault."),
        N_("See the keys of this vault with: kinfile-cli identity list"),
    ),
    "unfit-identity.retired": (
        N_("Key number {id} is retired and signs nothing any more."),
        N_("Choose another one, or leave it to Kinfile."),
    ),
    "unfit-identity.last": (
        N_("Key number {id} is the last one in use."),
        N_("Make or take in another one first, then retire it."),
    ),
    "unfit-identity.on-token": (
        N_("Key number {id} is on a card and cannot be written into a request."),
        N_("Ask whoever issued the card for its certificate."),
    ),
    "identity-refused": (
        N_("The certificate or key cannot be taken in; nothing was stored."),
        N_("Ask whoever made the file for another one."),
    ),
    "identity-refused.unreadable": (
        N_("There is no certificate in it that can be read; nothing was stored."),
        N_("Ask for it as .pem, .cer or .p7b."),
    ),
    "identity-refused.other-key": (
        N_("It certifies another key than those of this vault; nothing was stored."),
        N_("Send IT a request made here (kinfile-cli identity csr) and take in what comes back."),
    ),
    "identity-refused.known": (
        N_("This certificate is in the vault already; nothing was stored."),
        N_("See the keys of this vault with: kinfile-cli identity list"),
    ),
    "identity-refused.wrong-passphrase": (
        N_("It does not open with that passphrase, or is no PKCS #12 file; nothing was stored."),
        N_("Ask whoever made the file for its passphrase."),
    ),
    "identity-refused.no-key": (
        N_("It holds no key with a certificate; nothing was stored."),
        N_("Ask for a PKCS #12 file (.p12 or .pfx) with both."),
    ),
    "identity-refused.weak-key": (
        N_("Its key is of a kind, or of a length, that is not used here; nothing was stored."),
        N_("Ask for P-256, P-384, or RSA of 3072 bits."),
    ),
    "identity-refused.usage": (
        N_("The certificate is not meant for signing; nothing was stored."),
        N_("Ask for one whose key usage has digitalSignature."),
    ),
    "identity-refused.too-young": (
        N_("The certificate is not in force yet; nothing was stored."),
        N_("Take it in from its first day on, and check this computer's clock."),
    ),
    "identity-refused.expired": (
        N_("The certificate is no longer in force; nothing was stored."),
        N_("Ask for a new one, and check this computer's clock."),
    ),
    "token-unusable": (
        N_("The card “{token}” cannot be used just now."),
        N_("Take it out and put it in again, or sign with another key."),
    ),
    "token-unusable.no-support": (
        N_("This installation has nothing to use cards with (python-pkcs11 is missing)."),
        N_("Ask IT to install it, or sign with another key."),
    ),
    "token-unusable.no-module": (
        N_("The card's module {path} cannot be loaded."),
        N_("Check that the card's software is installed, or sign with another key."),
    ),
    "token-unusable.not-present": (
        N_("The card “{token}” is not in the reader."),
        N_("Put it in, or sign with another key."),
    ),
    "token-unusable.pin": (
        N_("That PIN does not unlock the card “{token}”."),
        N_("Check the PIN: a card locks itself after some wrong ones."),
    ),
    "token-unusable.pin-locked": (
        N_("The card “{token}” has locked itself after wrong PINs."),
        N_("Ask whoever issued it to unlock it, or sign with another key."),
    ),
    "token-unusable.several": (
        N_("More than one card or key fits “{token}”."),
        N_("Take the other cards out, or name the key with --key-id."),
    ),
    "token-unusable.no-key": (
        N_("The card “{token}” has no key with a certificate that can sign."),
        N_("Check that it is the right card, or sign with another key."),
    ),
    "token-unusable.failed": (
        N_("The card “{token}” refused to work ({kind})."),
        N_("Take it out and put it in again, or sign with another key."),
    ),
    "not-countersigned": (
        N_("The file was not countersigned."),
        N_("Nothing was written. Ask for the file again."),
    ),
    "not-countersigned.does-not-hold": (
        N_("The file does not hold, so nothing was done with it. What was found is listed."),
        N_("Ask the practitioner for the file again, as it was sealed."),
    ),
    "not-countersigned.no-place": (
        N_("The file has no empty place for a second signature."),
        N_("Ask the practitioner for one that was signed with a place for the manager."),
    ),
    "not-countersigned.already": (
        N_("The file is countersigned already."),
        N_("Nothing was changed."),
    ),
    "not-countersigned.own-key": (
        N_("The key that would countersign is the one that signed."),
        N_("A second person countersigns, from a vault of their own."),
    ),
    "not-countersigned.not-ours": (
        N_("The file is not a document of this record with something added."),
        N_("Check the reference and the file. Nothing was kept."),
    ),
    "not-countersigned.one-signature": (
        N_("The file is not the signed document with one countersignature and nothing else."),
        N_("Ask the manager for the file as it was countersigned. Nothing was kept."),
    ),
    "passwords-banned": (
        N_("“{profile}” takes no files with a password, so there is no transfer copy."),
        N_("Do this instead: {instead}"),
    ),
}
