# SPDX-License-Identifier: Apache-2.0
"""Use cases, without Qt: what the window and the command line may do."""
