# SPDX-License-Identifier: Apache-2.0
"""The one application style sheet, generated from a theme.

Widgets choose a rule with the dynamic property `look`, set before they are shown:

- QPushButton: primary, secondary, quiet, bar, barOutlined, chip, danger
- QLabel: h1, h2, question, hint, caption, body, bodyBold, error, muted
- QFrame: card, bannerWarn, bannerInfo, bannerOk, errorBox, rail, footer, head, bar, reveal,
  rule, tagBlue, tagGrey, tagYellow, tagGreen
- fields: the property err=true gives the red border (fields keep their size)

Short on purpose: every rule costs time for every widget.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinfile.ui.theme import Theme

FIELDS = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox"
FIELD_BORDER = 2
ERROR_BORDER = 3


def stylesheet(theme: "Theme") -> str:
    """All rules for `theme`, as Qt style sheet text."""
    return "\n".join(
        (_ground(theme), _labels(theme), _buttons(theme), _fields(theme), _frames(theme),
         _lists(theme), _scroll_bars(theme))
    )  # fmt: skip


def _ground(theme: "Theme") -> str:
    c = theme.hex
    return f"""
* {{ outline: none; }}
QMainWindow, QDialog {{ background: {c("page")}; }}
QToolTip {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("fieldline")};
  padding: {theme.space(6)}px; }}
QScrollArea, QStackedWidget {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}"""


def _labels(theme: "Theme") -> str:
    rules = (
        ("h1", 26, 700, "text"), ("h2", 19, 700, "text"), ("question", 17, 600, "text"),
        ("body", 16, 400, "text"), ("bodyBold", 16, 600, "text"), ("hint", 15, 400, "text2"),
        ("caption", 14, 400, "text2"), ("muted", 16, 400, "text2"), ("error", 16, 600, "error"),
        ("barName", 16, 700, "bartext"), ("barTrail", 15, 400, "bartext2"),
        ("footnote", 14, 400, "text"), ("footnoteBold", 14, 600, "text"),
        ("clock", 68, 700, "text"), ("code", 22, 600, "text"),
    )  # fmt: skip
    return "\n".join(
        f'QLabel[look="{look}"] {{ font-size: {theme.px(size)}px; font-weight: {weight};'
        f" color: {theme.hex(colour)}; background: transparent; }}"
        for look, size, weight, colour in rules
    )


def _buttons(theme: "Theme") -> str:
    c, px, space = theme.hex, theme.px, theme.space
    return f"""
QPushButton {{ font-size: {px(16)}px; font-weight: 600; min-height: {px(20)}px;
  padding: {space(7)}px {space(14)}px {space(8)}px; border: 2px solid {c("link")};
  border-radius: 4px; background: {c("secondary")}; color: {c("link")}; }}
QPushButton:hover, QPushButton:pressed {{ background: {_hover(theme)}; }}
QPushButton[look="primary"] {{ background: {c("primary")}; border-color: {c("primary")};
  color: {c("ontext")}; }}
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {{
  background: {c("primaryhover")}; border-color: {c("primaryhover")}; }}
QPushButton[look="danger"] {{ border-color: {c("error")}; color: {c("error")}; }}
QPushButton[look="quiet"] {{ background: transparent; border: 0; font-weight: 400;
  padding: {space(3)}px 2px; text-decoration: underline; text-align: {theme.leading}; }}
QPushButton[look="quiet"]:hover {{ color: {c("text")}; }}
QPushButton[look="bar"], QPushButton[look="barOutlined"] {{ background: transparent;
  color: {c("bartext")}; font-size: {px(16)}px; padding: {space(8)}px {space(10)}px;
  border: 1px solid {c("bartext2") if theme.has_outlines else "transparent"}; }}
QPushButton[look="barOutlined"] {{ border-color: {c("bartext2")}; }}
QPushButton[look="bar"]:hover, QPushButton[look="barOutlined"]:hover {{
  background: {c("barhover")}; }}
QPushButton[look="chip"] {{ border: 1px solid {c("fieldline")}; color: {c("text")};
  background: {c("surface")}; padding: {space(5)}px {space(14)}px;
  border-radius: {px(10) + space(5)}px; font-size: {px(15)}px; }}
QPushButton:disabled {{ background: {c("line") if not theme.has_outlines else c("surface")};
  border-color: {c("disabled")}; color: {c("text2")}; }}
QPushButton[look="quiet"]:disabled {{ background: transparent; color: {c("disabled")}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}"""


def _fields(theme: "Theme") -> str:
    c, px, space = theme.hex, theme.px, theme.space
    across, down = space(9), space(7)
    less = ERROR_BORDER - FIELD_BORDER
    return f"""
{FIELDS} {{ background: {c("field")}; color: {c("text")}; font-size: {px(16)}px;
  border: {FIELD_BORDER}px solid {c("fieldline")}; border-radius: 3px;
  padding: {down}px {across}px; placeholder-text-color: {c("text2")};
  selection-background-color: {c("link")}; selection-color: {c("page")}; }}
QLineEdit, QComboBox {{ min-height: {px(20)}px; }}
QLineEdit[err="true"], QPlainTextEdit[err="true"], QTextEdit[err="true"],
QComboBox[err="true"] {{ border: {ERROR_BORDER}px solid {c("error")};
  padding: {down - less}px {across - less}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {c("text2")};
  border-color: {c("disabled")}; background: {c("surface2")}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {c("surface2")}; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c("surface")}; color: {c("text")};
  border: 1px solid {c("fieldline")}; selection-background-color: {c("selbg")};
  selection-color: {c("seltext")}; }}
QRadioButton, QCheckBox {{ font-size: {px(16)}px; spacing: {space(10)}px;
  background: transparent; }}"""


def _frames(theme: "Theme") -> str:
    c, space = theme.hex, theme.space
    side = f"border-{theme.leading}"
    thin = f"1px solid {c('line')}"
    rules = {
        "card": f"background: {c('surface')}; border: {thin}; border-radius: 6px;",
        "bannerWarn": f"background: {c('warnbg')}; border: 1px solid {c('warnline')};"
        f" {side}: {space(6)}px solid {c('warnline')};",
        "bannerInfo": _marked(theme, "infobg", "infoline"),
        "bannerOk": _marked(theme, "okbg", "okc"),
        "resume": f"background: {c('surface')}; border: {thin};"
        f" {side}: {space(6)}px solid {c('selbar')};",
        "errorBox": f"background: {c('surface')}; border: 4px solid {c('error')};",
        "strip": f"background: {c('infobg')}; border: 0; border-bottom: 1px solid {c('infoline')};",
        "cover": f"background: {c('page')};",
        "errorMark": f"{side}: 4px solid {c('error')};",
        "reveal": f"{side}: 4px solid {c('fieldline')};",
        "rail": f"background: {c('surface')}; border: 0; border-{theme.trailing}: {thin};",
        "footer": f"background: {c('surface')}; border: 0; border-top: {thin};",
        "head": f"background: {c('surface')}; border: 0; border-bottom: {thin};",
        "bar": f"background: {c('bar')}; border: 0;"
        + (f" border-bottom: 2px solid {c('line')};" if theme.has_outlines else ""),
        "rule": f"background: {c('line')}; border: 0; max-height: 1px; min-height: 1px;",
    }
    rules |= {f"tag{kind}": _tag(theme, kind.lower()) for kind in TAGS}
    return "\n".join(f'*[look="{look}"] {{ {rule} }}' for look, rule in rules.items())


TAGS = ("Blue", "Grey", "Yellow", "Green")


def _tag(theme: "Theme", kind: str) -> str:
    text = theme.hex(f"tag{kind}text")
    line = f"1px solid {text}" if theme.has_outlines else "0"
    return (
        f"background: {theme.hex(f'tag{kind}')}; color: {text}; border: {line};"
        f" border-radius: 3px; font-size: {theme.px(14)}px; font-weight: 600;"
        f" padding: {theme.space(3)}px {theme.space(8)}px;"
    )


def _marked(theme: "Theme", ground: str, mark: str) -> str:
    line = f"1px solid {theme.hex(mark)}" if theme.has_outlines else "0"
    return (
        f"background: {theme.hex(ground)}; border: {line};"
        f" border-{theme.leading}: {theme.space(4)}px solid {theme.hex(mark)};"
    )


def _lists(theme: "Theme") -> str:
    c, px, space = theme.hex, theme.px, theme.space
    return f"""
QMenu {{ menu-scrollable: 1; background: {c("surface")}; color: {c("text")};
  border: 1px solid {c("fieldline")};
  padding: {space(4)}px 0; font-size: {px(16)}px; }}
QMenu::item {{ padding: {space(8)}px {space(28)}px; min-height: {px(20)}px; }}
QMenu::item:selected {{ background: {c("selbg")}; color: {c("seltext")}; }}
QMenu::item:disabled {{ color: {c("text2")}; }}
QMenu::separator {{ height: 1px; background: {c("line")}; margin: {space(4)}px 0; }}
QTableView, QListView {{ background: {c("surface")}; color: {c("text")};
  border: 1px solid {c("line")}; border-radius: 6px; gridline-color: {c("line")};
  selection-background-color: {c("selbg")}; selection-color: {c("seltext")}; }}
QHeaderView {{ background: {c("surface")}; border: 0; }}
QHeaderView::section {{ background: {c("surface")}; color: {c("text2")}; border: 0;
  border-bottom: 2px solid {c("line")}; font-size: {px(14)}px; font-weight: 600;
  padding: {space(8)}px {space(10)}px; text-align: {theme.leading}; }}"""


def _scroll_bars(theme: "Theme") -> str:
    wide = theme.px(12)
    handle = theme.hex("disabled")
    return f"""
QScrollBar {{ background: transparent; border: 0; margin: 2px; }}
QScrollBar:vertical {{ width: {wide}px; }}
QScrollBar:horizontal {{ height: {wide}px; }}
QScrollBar::handle {{ background: {handle}; border-radius: {wide // 2 - 2}px;
  min-height: {theme.px(32)}px; min-width: {theme.px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""


def _hover(theme: "Theme") -> str:
    return theme.hex("barhover") if theme.has_outlines else theme.hex("selbg")
