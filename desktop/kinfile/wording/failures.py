# SPDX-License-Identifier: Apache-2.0
"""Words for what the program raises, apart from single answers and form definitions."""

from collections.abc import Mapping

from kinfile.i18n import N_

FAILURES: Mapping[str, tuple[str, str]] = {
    # -- anything ---------------------------------------------------------------------------
    "unknown": (
        N_("Something went wrong that Kinfile has no words for."),
        N_("Tell whoever looks after Kinfile what you did just before."),
    ),
    "internal": (
        N_("Kinfile stopped because of a mistake of its own ({kind} at {place})."),
        N_("What was kept before is safe. Tell whoever looks after Kinfile that line."),
    ),
    "cancelled": (
        N_("Stopped before it was done."),
        N_("Nothing was changed."),
    ),
    "interrupted": (
        N_("Stopped at your wish."),
        N_("What was kept before is safe."),
    ),
    "form": (
        N_("A form definition cannot be used."),
        N_("Mend the file at the place named, then try again."),
    ),
    "answers": (
        N_("These answers cannot be used."),
        N_("Look at the file, then try again."),
    ),
    "vault": (
        N_("The vault cannot be used just now."),
        N_("Try again; if that does not help, ask whoever looks after Kinfile."),
    ),
    "export": (
        N_("The document could not be made."),
        N_("The record is unchanged. Try again."),
    ),
    # -- files of answers -------------------------------------------------------------------
    "unusable": (
        N_("The file of answers cannot be used; nothing was stored."),
        N_("Look at the file, then try again."),
    ),
    "unusable.too-large": (
        N_("The file is larger than {limit} MB, so it is not a record; nothing was stored."),
        N_("Choose the file that holds the answers."),
    ),
    "unusable.not-utf8": (
        N_("The file is not text in UTF-8 (byte {byte}); nothing was stored."),
        N_("Save it as UTF-8, then try again."),
    ),
    "unusable.not-json": (
        N_("The file is not JSON from line {line}, column {column}; nothing was stored."),
        N_("Mend that place, then try again."),
    ),
    "unusable.too-deep": (
        N_("The file has brackets within brackets beyond any record; nothing was stored."),
        N_("Choose the file that holds the answers."),
    ),
    "unusable.not-an-object": (
        N_("The file holds JSON, but not an object; nothing was stored."),
        N_('Write an object with "form" and "answers", then try again.'),
    ),
    "unusable.no-form": (
        N_("The file does not say which form it is for; nothing was stored."),
        N_('Add "form", for example "pre_birth".'),
    ),
    "unusable.wrong-form": (
        N_("The file is for another form than {form}; nothing was stored."),
        N_("Name the form that stands in the file."),
    ),
    "unusable.no-answers": (
        N_('"answers" in the file is not an object; nothing was stored.'),
        N_('Write one entry a question under "answers".'),
    ),
    "unusable.today": (
        N_('"today" in the file is not a date; nothing was stored.'),
        N_("Write it like 2026-11-22, or leave it out."),
    ),
    "unknown-form": (
        N_("There is no form called {form}."),
        N_("See which there are with: kinfile-cli forms list"),
    ),
    "unknown-form.sheet": (
        N_("There is no sheet for families about {form} in {language}."),
        N_("See what there is with: kinfile-cli forms leaflet --help"),
    ),
    "unknown-form.version": (
        N_("Version {version} of {form} is not installed; version {installed} is."),
        N_("Name the installed version, or have IT install the other one first."),
    ),
    # -- vaults -----------------------------------------------------------------------------
    "not-a-vault": (
        N_("{path} is not a Kinfile vault."),
        N_("Choose a folder whose name ends in .kinvault."),
    ),
    "not-a-vault.name": (
        N_("{path} does not end in .kinvault."),
        N_("Give the vault folder itself, for example Records.kinvault."),
    ),
    "not-a-vault.no-folder": (
        N_("There is no vault at {path}."),
        N_("Check the name, or make a vault there first."),
    ),
    "not-a-vault.no-key-file": (
        N_("{path} holds no key file, so it cannot be opened."),
        N_("Put vault.json back from a backup of this vault."),
    ),
    "not-a-vault.key-file": (
        N_("The key file of {path} cannot be read."),
        N_("Put vault.json back from a backup of this vault. Nothing in it was changed."),
    ),
    "vault-exists": (
        N_("There is something at {path} already."),
        N_("Choose another name; nothing there was touched."),
    ),
    "vault-too-new": (
        N_("This vault was written by a later Kinfile ({made_by})."),
        N_("Open it with that version; nothing in it was changed."),
    ),
    "vault-damaged": (
        N_("The vault is damaged: part of it is not what was written."),
        N_("Do not delete it. Make a copy of the folder and ask for a backup."),
    ),
    "vault-damaged.database": (
        N_("The vault's database is damaged: part of it is not what was written."),
        N_("Do not delete it. Make a copy of the folder and ask for a backup."),
    ),
    "vault-damaged.application-id": (
        N_("The vault's database was made by another program."),
        N_("Put vault.db back from a backup of this vault."),
    ),
    "vault-damaged.document": (
        N_("The signed document in the vault is not the one that was signed."),
        N_("Nothing was handed over. Make a copy of the vault and ask for a backup."),
    ),
    "vault-damaged.no-signing-key": (
        N_("The vault holds no key to sign with."),
        N_("Nothing was signed. Make a copy of the vault and ask for a backup."),
    ),
    "vault-damaged.key-file": (
        N_("The passphrase is right, but the key file was changed."),
        N_("Put vault.json back from a backup of this vault."),
    ),
    "vault-damaged.no-database": (
        N_("The vault's database is not there."),
        N_("Put vault.db back from a backup of this vault."),
    ),
    "vault-damaged.plain-database": (
        N_("The vault's database is not encrypted, so Kinfile did not make it."),
        N_("Put vault.db back from a backup of this vault."),
    ),
    "vault-damaged.not-encrypting": (
        N_("This computer's database library does not encrypt, so nothing is opened."),
        N_("Install Kinfile again; nothing in the vault was changed."),
    ),
    "vault-busy": (
        N_("Another Kinfile has {path} open."),
        N_("Close it there, then try again."),
    ),
    "backup-refused": (
        N_("{path} cannot be used as a backup."),
        N_("Choose another backup; nothing was changed."),
    ),
    "backup-refused.no-file": (
        N_("There is no file {path} that can be read."),
        N_("Check the name, and that its drive is connected."),
    ),
    "backup-refused.not-a-backup": (
        N_("{path} is not a backup made by Kinfile."),
        N_("Choose a file whose name ends in .kinbak."),
    ),
    "backup-refused.cut-off": (
        N_("{path} ends before its time: part of the backup is missing."),
        N_("Copy it again from where it came from, or choose another backup."),
    ),
    "backup-refused.changed": (
        N_("{path} is not as it was written: part of the backup was changed or damaged."),
        N_("Copy it again from where it came from, or choose another backup."),
    ),
    "backup-refused.mixed": (
        N_("{path} was put together from parts of different vaults."),
        N_("Choose another backup; nothing was changed."),
    ),
    "backup-refused.not-verified": (
        N_("The copy in {path} did not pass its checks, so it does not count as a backup."),
        N_("Earlier backups are untouched. Check the vault, then try again."),
    ),
    "not-kept": (
        N_("This could not be kept."),
        N_("Nothing kept before is lost. Try again."),
    ),
    "not-kept.disk-full": (
        N_("The disk is full, so this could not be kept."),
        N_("Free some space, then do it again. Nothing kept before is lost."),
    ),
    "not-kept.read-only": (
        N_("The vault's folder may not be written to, so this could not be kept."),
        N_("Ask for the right to write there, then do it again."),
    ),
    "not-kept.other": (
        N_("The disk or the system did not let this be kept."),
        N_("Nothing kept before is lost. Try again, and check the disk."),
    ),
    "not-kept.ref-taken": (
        N_("The new record's reference is in use already."),
        N_("Do it again: the next reference is another one."),
    ),
    "unsafe-place": (
        N_("A vault at {path} could lose what is kept."),
        N_("Choose a folder on this computer's own disk."),
    ),
    "unsafe-place.cloud": (
        N_("{path} is in a synchronised folder, where a vault could lose what is kept."),
        N_("Choose a folder on this computer's own disk that is not synchronised."),
    ),
    "unsafe-place.network": (
        N_("{path} is on a network drive, where a vault could lose what is kept."),
        N_("Choose a folder on this computer's own disk."),
    ),
    "unsafe-place.removable": (
        N_("{path} is on a removable drive, where a vault could lose what is kept."),
        N_("Choose a folder on this computer's own disk."),
    ),
    "unknown-record": (
        N_("There is no record {ref} in this vault."),
        N_("Compare the reference with the list of records."),
    ),
    "record-closed": (
        N_("Record {ref} is signed, so its answers stay as they are."),
        N_("Correct it: that opens its next version, and this one stays as it was signed."),
    ),
    "nothing-asked": (
        N_("{alert} asks for nothing: it does not stand, or only informs."),
        N_("Check the record to see which alerts ask for something."),
    ),
    # -- signing and handing over -----------------------------------------------------------
    "not-ready-to-sign": (
        N_("The record is not ready to sign."),
        N_("Answer what is listed, then sign."),
    ),
    "not-signed": (
        N_("Record {ref} is not signed."),
        N_("Sign it first, or export it as urgent: then every page says INCOMPLETE."),
    ),
    "nothing-to-note": (
        N_("There is nothing of record {ref} to note this of."),
        N_("See what was exported with: kinfile-cli record ledger"),
    ),
    "nothing-to-note.export": (
        N_("Nothing was exported of record {ref} that is not noted as sent already."),
        N_("Export it first, then note who it went to."),
    ),
    "nothing-to-note.sent": (
        N_("Nothing of record {ref} went to them that they have not confirmed already."),
        N_("Note who it went to first, with the same name."),
    ),
    "missing-glyph": (
        N_("No font of Kinfile can draw: {characters}"),
        N_("Write these characters in another way; no document is made with a gap in a name."),
    ),
    "not-written": (
        N_("{path} could not be written, so there is no file."),
        N_("Check that the folder is there, may be written to and has space."),
    ),
    # -- commands ---------------------------------------------------------------------------
    "usage": (
        N_("The command was not understood."),
        N_("Add --help to see an example."),
    ),
    "usage.arguments": (
        N_("{command}: {said}."),
        N_("See: {command} --help"),
    ),
    "usage.no-edition": (
        N_("A record of {form} has no copy {edition}."),
        N_("Use one of: {editions}."),
    ),
    "usage.urgent-edition": (
        N_("A record that is not signed cannot leave as {edition}."),
        N_("Sign it first, or leave out --edition: then the full edition goes."),
    ),
    "usage.no-request": (
        N_("There is no request {number}; the record has {have}."),
        N_("Leave out --request for the next one without a reply."),
    ),
    "usage.file-missing": (
        N_("There is no file {path}."),
        N_("Check the name."),
    ),
    "usage.file-unreadable": (
        N_("{path} cannot be read."),
        N_("Check that it is a file and that you may read it."),
    ),
    "usage.file-exists": (
        N_("{path} is there already and is not overwritten."),
        N_("Choose another name."),
    ),
    "usage.folder-missing": (
        N_("There is no folder {path}."),
        N_("Check the name."),
    ),
    "usage.not-a-certificate": (
        N_("{path} holds no certificate."),
        N_("Give a certificate in PEM or DER form."),
    ),
    "usage.not-exported": (
        N_("{path} is no file that Kinfile exported, or it was changed since."),
        N_("Give the sealed PDF as it was written, or the .json receipt beside it."),
    ),
    "usage.not-a-receipt": (
        N_("{path} is not a receipt of Kinfile."),
        N_("Give the .json file that was written beside the PDF."),
    ),
    "usage.not-a-fingerprint": (
        N_("{found} is not a fingerprint."),
        N_("A fingerprint is 64 hexadecimal digits."),
    ),
    "usage.no-such-question": (
        N_("{path} is not a question that this record has."),
        N_("Give it as check lists it: question, or group.question[N] with a row that is there."),
    ),
    "usage.file-too-large": (
        N_("{path} is larger than {limit} MB, so it is not what is looked for here."),
        N_("Check the name."),
    ),
    "usage.unknown-profile": (
        N_("There is no partnership profile {found}."),
        N_("Use one of: {allowed}."),
    ),
    "usage.no-pdfs": (
        N_("There is no PDF in {path}."),
        N_("Check the name of the folder."),
    ),
    "usage.no-forms": (
        N_("There are no forms in {path}."),
        N_("Name the folder that holds lists.yaml and a folder for each form."),
    ),
    "usage.no-form-folder": (
        N_("{path} is not the folder of a form, so nothing can be changed in it."),
        N_("Name the folder in which its form.yaml stands, for example forms/pre_birth."),
    ),
    "usage.preview-out": (
        N_("A preview is of what --from would change; --out changes nothing."),
        N_("Leave --preview out."),
    ),
    "usage.no-policy": (
        N_("There is no policy called {found}."),
        N_("Use one of: {allowed}."),
    ),
    "usage.no-cases": (
        N_("{path} has no worked cases."),
        N_("Put them into the folder cases beside form.yaml."),
    ),
    "not-in-this-version": (
        N_("{command} is not in this version of Kinfile."),
        N_("A later version brings it."),
    ),
    "network-refused": (
        N_("Part of the program wanted to use a network ({use}), which Kinfile never does."),
        N_("Nothing was sent. Tell your IT service desk, with the name in brackets."),
    ),
}
