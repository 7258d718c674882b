# SPDX-License-Identifier: Apache-2.0
"""A form with nothing in it: to be printed and written on, or filled in as a PDF.

lay_out_blank -> Document -> draw_blank -> PDF
"""
