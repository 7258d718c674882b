# SPDX-License-Identifier: Apache-2.0
"""Check and sign: every answer to be read once more, what is still to do, and the signature.

Signing is never begun for the worker; and an urgent export is possible from here at any time.
"""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kinfile.errors import KinfileError, NotReadyToSign, TooSoon, WrongPassphrase
from kinfile.i18n import N_, Language
from kinfile.records.people import people_of
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.check_preview import PreviewFace
from kinfile.ui.pages.check_rows import SectionCard
from kinfile.ui.pages.check_sign import SignCard
from kinfile.ui.pages.check_todo import ToDoCard, to_do_list
from kinfile.ui.pages.fill_alerts import AlertPanel
from kinfile.ui.pages.fill_places import Spot, open_sections
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.pages.fill_words import set_aside_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.error_summary import ErrorSummary
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.wording import say
