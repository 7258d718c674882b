# SPDX-License-Identifier: Apache-2.0
"""What was answered: answers, evaluation and the report. Pure: no clock, no file, no Qt."""
