# SPDX-License-Identifier: Apache-2.0
"""The encrypted store; the only importer of sqlcipher3 and of the key derivation.

    session     LockedVault and OpenVault: begin here
    rows        what goes in and comes out, as values
    store       records      cabinet   documents, ledger, worker, keys      sealing   signing
    check       is everything what was written?
    journal     events, and the transaction they share with what they change
    chain       how events are bound together     projection   what they amount to
    schema      the tables    migrations   the steps to them    connection   every PRAGMA
    header      the key file    slots   the ways in    keys   derivation    recovery   the code
    escrow      the recovery code, encrypted to IT's certificates
    passphrase  what is good enough    attempts   waiting after wrong ones
    backup      made and verified    backed_up   begun and noted    retention   which stay
    backup_file, archive, manifest   reading one: its file, its frame, what it says of itself
    restore     back from a backup    upgrade     an older vault, a backup first
    salvage     what a damaged vault still says    remains, wreck, salvaging   how
    creation    a vault appears whole    lockfile   one at a time    places   where it may not be
    canonical, faults, hardware   one spelling of JSON, refusals of the system, memory size

Nothing here knows what an answer means: a value is JSON text.
"""
