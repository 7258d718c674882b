# SPDX-License-Identifier: Apache-2.0
"""From a record to a signed PDF and back; the only importer of reportlab, pyhanko, pikepdf."""
