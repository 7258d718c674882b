# SPDX-License-Identifier: Apache-2.0
"""Words for form packs: why one is refused, why an installed one is not used, and which keys add
no trust.
"""

from collections.abc import Mapping

from kinfile.i18n import N_

PACKS: Mapping[str, tuple[str, str]] = {
    # -- refused: the form in use stays as it is --------------------------------------------
    "pack-refused": (
        N_("This form pack was not taken."),
        N_("The form in use stays as it is."),
    ),
    "pack-refused.not-a-pack": (
        N_("This is no form pack, or only part of one."),
        N_("Have the file sent again. The form in use stays as it is."),
    ),
    "pack-refused.too-large": (
        N_("The file is larger than {limit} MB, so it is no form pack."),
        N_("Check the name. The form in use stays as it is."),
    ),
    "pack-refused.too-new": (
        N_("The pack was made for a later Kinfile."),
        N_("Update Kinfile, then try again. The form in use stays as it is."),
    ),
    "pack-refused.damaged": (
        N_("The pack of {form} is damaged: its form is not the one that it was made with."),
        N_("Have the file sent again. The form in use stays as it is."),
    ),
    "pack-refused.definition": (
        N_("What the pack holds as {form} version {version} is no definition for this Kinfile."),
        N_("Tell whoever made the pack. The form in use stays as it is."),
    ),
    "pack-refused.mismatch": (
        N_("The pack says that it is {form} version {version}, but it holds something else."),
        N_("Tell whoever made the pack. The form in use stays as it is."),
    ),
    "pack-refused.signature": (
        N_("The signature of the pack is wrong: it was changed after it was signed."),
        N_("Do not use it; have it sent again by whoever made it. The form in use stays as it is."),
    ),
    "pack-refused.unsigned": (
        N_("Nobody signed this pack of {form} version {version}."),
        N_("Ask for a signed one, or add --trial to try it out. The form in use stays as it is."),
    ),
    "pack-refused.not-trusted": (
        N_("The pack is signed by a key that is not trusted here ({signer})."),
        N_("Ask IT whether that key should be. The form in use stays as it is."),
    ),
    "pack-refused.trial-profile": (
        N_("A partnership profile cannot be tried out: it would change every form's rules."),
        N_("Ask for a signed pack of {form}. The profile in use stays as it is."),
    ),
    "pack-refused.cases": (
        N_("Worked cases of {form} version {version} come out differently here: {cases}."),
        N_("Tell whoever made the form. The form in use stays as it is."),
    ),
    "pack-refused.older": (
        N_("Version {version} of {form} is older than one installed before ({highest})."),
        N_("To go back: kinfile-cli pack rollback {form}. The form in use stays as it is."),
    ),
    "pack-refused.changed": (
        N_("There is another definition of {form} under the same version ({version})."),
        N_("Ask for a pack with a higher version. The form in use stays as it is."),
    ),
    "pack-refused.installed": (
        N_("{form} version {version} is installed already."),
        N_("Nothing has to be done. The form in use stays as it is."),
    ),
    "pack-refused.older-than-shipped": (
        N_("Version {version} of {form} is older than the one that came with Kinfile ({shipped})."),
        N_("Ask for a newer pack. The form in use stays as it is."),
    ),
    "pack-refused.shelf": (
        N_("The note of what is installed of {form} cannot be read."),
        N_("Delete {file}, then install the pack again. The form in use stays as it is."),
    ),
    "pack-refused.nothing-to-roll-back": (
        N_("No pack of {form} is installed, so there is nothing to roll back."),
        N_("See which there are with: kinfile-cli pack list. The form in use stays as it is."),
    ),
    # -- installed, but not used ------------------------------------------------------------
    "shelf.notes": (
        N_("The note of what is installed of {form} cannot be read, so no pack of it is used."),
        N_("Install the pack again; that names the file that has to be deleted first."),
    ),
    "shelf.damaged": (
        N_("The installed pack of {form} is damaged, so it is not used."),
        N_("Install the pack again."),
    ),
    "shelf.not-trusted": (
        N_("The installed pack of {form} is signed by a key that is not trusted here any more."),
        N_("It is not used. Ask IT for a pack signed by a trusted key."),
    ),
    "shelf.definition": (
        N_("The installed pack of {form} is none that this Kinfile can use, so it is not used."),
        N_("Ask for a pack made for this version."),
    ),
    # -- keys that add no trust -------------------------------------------------------------
    "pack-key.owner": (
        N_("{path} is passed over: it does not belong to the administrator."),
        N_("Give it to root, so that nobody else can add trust."),
    ),
    "pack-key.writable": (
        N_("{path} is passed over: others than the administrator may write to it."),
        N_("Take that right away (chmod go-w), so that nobody else can add trust."),
    ),
    "pack-key.not-a-file": (
        N_("{path} is passed over: it is not a plain file or folder."),
        N_("Put the key's own file there, not a link to it."),
    ),
    "pack-key.not-a-key": (
        N_("{path} is passed over: it holds no Ed25519 public key in PEM form."),
        N_("Put the .pub.pem file there that kinfile-cli pack key made."),
    ),
    "pack-key.unreadable": (
        N_("{path} is passed over: it cannot be read."),
        N_("Let everybody read it."),
    ),
    # -- commands ---------------------------------------------------------------------------
    "usage.not-a-signing-key": (
        N_("{path} holds no Ed25519 private key in PEM form (PKCS8)."),
        N_("Make one with: kinfile-cli pack key --out KEY.pem"),
    ),
    "usage.key-locked": (
        N_("The key in {path} is encrypted."),
        N_("Give its passphrase with --key-passphrase-file FILE."),
    ),
    "usage.key-not-opened": (
        N_("That passphrase does not open the key in {path}."),
        N_("Check the file given with --key-passphrase-file."),
    ),
    "usage.several-forms": (
        N_("A pack holds one form, and {path} is a folder of several."),
        N_("Name the folder of the form itself, such as forms/pre_birth."),
    ),
}
