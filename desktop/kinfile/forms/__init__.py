# SPDX-License-Identifier: Apache-2.0
"""What may be asked: form definitions, their rules and their profiles. Pure: no clock, no Qt."""
