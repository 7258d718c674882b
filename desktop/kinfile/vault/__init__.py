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
    passphrase  what is good enough    attempts   waiting after wrong ones
    creation    a vault appears whole    lockfile   one at a time    places   where it may not be
    canonical, faults, hardware   one spelling of JSON, refusals of the system, memory size

Nothing here knows what an answer means: a value is JSON text.
"""
