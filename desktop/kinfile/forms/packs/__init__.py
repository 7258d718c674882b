# SPDX-License-Identifier: Apache-2.0
"""Form packs: one form or one partnership profile that comes from outside, in one file.

    pack.py      the file: what stands in it, made and read
    content.py   the definition in it, with its bounds
    keys.py      Ed25519 keys: made, read, signing, verifying
    trust.py     the keys that the installer or IT put on this computer
    origin.py    where a form comes from, for whoever keeps or signs a record
    notes.py     what is installed of one form: the file that decides
    shelf.py     the packs of this user: installed, tried, rolled back

A pack (`.kfpack`, at most 8 MB) is five lines that each end in one line feed, but for the last,
which is empty:

    kinfile-pack 1
    {"cases":{...},"id":"pre_birth","key":"...","kind":"form","made_at":"2026-11-22T10:30:00Z",
     "made_with":"0.3.0","sha256":"...","version":2}            (the manifest, in one line)
    {"form":"pre_birth","version":"2",...}                      (the definition, in one line)
    gK1X...==                                                   (the signature, or nothing)

- The signature is Ed25519 over every byte before its own line, in base64. `key` is the public key
  that it is to be verified with: its 32 bytes in base64, or nothing where the pack is unsigned.
- The definition is what a vault keeps with its records: a form as `loader.build` spells it, or
  the mapping of a profile's file in the same spelling. `sha256` is its digest.
- `version` is the form's own, of a profile its `valid_from` as a number (20261101).
- `cases` are the form's worked cases by name, so that whoever installs it can see that this
  Kinfile makes of it what was meant.
- Each part has one spelling: what is read has to give the same bytes when it is written again. So
  no key can stand twice and nothing can be hidden. A definition has texts, lists and mappings
  only, nested 16 deep at most, and no control characters.

Nothing in a pack is run, unpacked or looked up anywhere. A key in a pack proves nothing about who
signed it: trust comes from `trust.py` alone.
"""
