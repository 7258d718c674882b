# SPDX-License-Identifier: Apache-2.0
"""What a soak (packaging/soak.py) types and presses."""

from PySide6.QtCore import Qt

TEXTS = (
    "Seren", "O'Brien-Ŵyn", "14", "3", "2026", "31", "12", "1", "0", "-5", "37+4", "943 476 5919",
    "9434765919", "LL57 2PW", "ll572pw", "01248 364567", "a@example.org", "jo", "x" * 64,
    "Lives with her mother since March. Would like a visit on Tuesdays.",
    "Mae hi'n byw gyda'i mam; tŷ ŷd ŵy ïe", "مرحبا بالعالم", "日本語のテキスト", "👩‍👧‍👦 🙂",
    "Z̸̡a͟l̛g̀o", "<b>bold</b> &amp; <script>", "{name} %1 %n %s \\n $(x)", "\u202eover\u202c",
    "\u200b\ufeff", "a\u0000b", "tab\there", "\u2028line\u2029", "first\nsecond\r\nthird\n",
    "ﬁ ½ ㎏ Å", "'; DROP TABLE fact; --", "=1+1", "long " * 1_200, "\n" * 40, "   ", "\U0010ffff",
)  # fmt: skip
"""Pieces of text as somebody may type, dictate or paste them."""
WORDS = ("sertraline", "mother", "yn", "2026", "zzz", "moth", "a")
"""What somebody looks for."""

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
K = Qt.Key

MAP = (
    ("Ctrl+H", K.Key_H, CTRL), ("Ctrl+N", K.Key_N, CTRL), ("Ctrl+F", K.Key_F, CTRL),
    ("Ctrl+Shift+N", K.Key_N, CTRL | SHIFT), ("F6", K.Key_F6, NONE), ("Shift+F6", K.Key_F6, SHIFT),
    ("Ctrl++", K.Key_Plus, CTRL), ("Ctrl+-", K.Key_Minus, CTRL), ("Ctrl+0", K.Key_0, CTRL),
    ("Ctrl+P", K.Key_P, CTRL), ("Ctrl+Z", K.Key_Z, CTRL), ("Ctrl+Y", K.Key_Y, CTRL),
    ("Ctrl+Shift+Z", K.Key_Z, CTRL | SHIFT), ("Ctrl+Return", K.Key_Return, CTRL),
    ("Alt+Left", K.Key_Left, ALT), ("Ctrl+PgDown", K.Key_PageDown, CTRL),
    ("Ctrl+PgUp", K.Key_PageUp, CTRL), ("Ctrl+G", K.Key_G, CTRL), ("F8", K.Key_F8, NONE),
    ("Shift+F8", K.Key_F8, SHIFT), ("F7", K.Key_F7, NONE), ("F1", K.Key_F1, NONE),
    ("F9", K.Key_F9, NONE), ("Ctrl+Shift+S", K.Key_S, CTRL | SHIFT), ("Escape", K.Key_Escape, NONE),
    ("Ctrl+E", K.Key_E, CTRL), ("Ctrl+M", K.Key_M, CTRL), ("Ctrl+D", K.Key_D, CTRL),
)  # fmt: skip
"""The keyboard map, but for Ctrl+L: name, key, modifiers."""
PLAIN = (
    ("Tab", K.Key_Tab, NONE), ("Shift+Tab", K.Key_Backtab, SHIFT), ("Space", K.Key_Space, NONE),
    ("Return", K.Key_Return, NONE), ("Up", K.Key_Up, NONE), ("Down", K.Key_Down, NONE),
    ("Left", K.Key_Left, NONE), ("Right", K.Key_Right, NONE), ("Home", K.Key_Home, NONE),
    ("End", K.Key_End, NONE), ("PageUp", K.Key_PageUp, NONE), ("PageDown", K.Key_PageDown, NONE),
    ("Backspace", K.Key_Backspace, NONE), ("Delete", K.Key_Delete, NONE),
    ("Ctrl+A", K.Key_A, CTRL), ("Ctrl+C", K.Key_C, CTRL), ("Ctrl+X", K.Key_X, CTRL),
    ("Ctrl+V", K.Key_V, CTRL), ("Shift+End", K.Key_End, SHIFT), ("Ctrl+Home", K.Key_Home, CTRL),
    ("Menu", K.Key_Menu, NONE), ("Alt+Down", K.Key_Down, ALT), ("F2", K.Key_F2, NONE),
)  # fmt: skip
"""What any keyboard does anywhere."""
SIZES = ((1366, 768), (1024, 576), (1039, 700), (1041, 700), (512, 288), (800, 600), (1920, 1080))
