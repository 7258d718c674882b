# SPDX-License-Identifier: Apache-2.0
"""What IT and the user may set."""
