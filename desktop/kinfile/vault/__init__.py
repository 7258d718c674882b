# SPDX-License-Identifier: Apache-2.0
"""The encrypted store; the only importer of sqlcipher3 and of the key derivation."""
