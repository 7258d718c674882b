# SPDX-License-Identifier: Apache-2.0
"""Draws a document: A4, tagged, PDF/A-3a and PDF/UA-1, every text whole, every font inside.

The same document gives the same bytes: nothing here reads a clock, and nothing is random.
"""

from collections.abc import Sequence
from threading import Lock

from reportlab.pdfbase import pdfdoc

from kinfile.errors import MissingGlyph
from kinfile.export.blocks import BODY, Document, Style
from kinfile.export.compose import Composer
from kinfile.export.conform import finish
from kinfile.export.drawing import Drawn, Pen
from kinfile.export.flow import Para, paginate
from kinfile.export.fonts import Fonts, Weight
from kinfile.export.look import LARGE, PAGE_HEIGHT, PAGE_WIDTH, WIDTH, Look
from kinfile.export.stages import UnsignedPdf
from kinfile.export.tagging import Tags
from kinfile.export.typesetting import Typesetter
from kinfile.watch import UNWATCHED, Watch

# reportlab keeps what a document uses of a font beside the font, which documents share.
_ONE_AT_A_TIME = Lock()
_COMPOSED, _DRAWN = 50, 75
"""Hundredths of drawing after which every block is set, and every page is drawn."""


def draw(
    document: Document,
    *,
    large_print: bool = False,
    composer: type[Composer] = Composer,
    watch: Watch = UNWATCHED,
) -> UnsignedPdf:
    """The document as a PDF; `composer` knows its blocks.

    Raises MissingGlyph for characters that no shipped font has; Cancelled between two blocks and
    between two pages.
    """
    look = Look(max(document.body / BODY, LARGE.scale if large_print else 1.0))
    with _ONE_AT_A_TIME:
        raw, tags, drawn = _pages(document, look, composer, watch)
    watch.step(_DRAWN, 100)
    return UnsignedPdf(
        data=finish(raw, document, tags, drawn),
        facts=document.facts,
        fields=document.fields,
        made_at=document.made_at,
        pages=len(tags.pages),
    )


def draw_stamp(lines: Sequence[str], width: float, height: float, scale: float = 1.0) -> bytes:
    """A page of `width` by `height` points with the words of a signature, the first one strong.

    `scale` is that of the texts. Raises MissingGlyph for characters that no shipped font has.
    """
    look = Look(scale)
    styles = (look.of(Style.STRONG), *(look.of(Style.QUIET) for _ in lines[1:]))
    with _ONE_AT_A_TIME:
        setter = Typesetter(Fonts())
        paras = tuple(
            Para(setter.lines(words, style.weight, style.size, width - 16), style, None)
            for words, style in zip(lines, styles, strict=True)
        )
        _refuse(setter.fonts)
        file = pdfdoc.PDFDocument(compression=0, invariant=1)
        pen = Pen(file, Tags(), setter, look)
        _add_page(file, pen.bare(paras, 8, height - 8), width, height)
        stamp: bytes = file.GetPDFData(None)
    return stamp


def _pages(
    document: Document, look: Look, composing: type[Composer], watch: Watch
) -> tuple[bytes, Tags, Drawn]:
    setter = Typesetter(Fonts())
    composer = composing(document, setter, look)
    rows = composer.rows(watch.part(0, _COMPOSED))
    setter.lines(document.furniture.words(), Weight.REGULAR, look.small.size, WIDTH)
    _refuse(setter.fonts)
    file = pdfdoc.PDFDocument(compression=0, invariant=1)
    pen = Pen(file, composer.tags, setter, look)
    pages = paginate(rows)
    drawing = watch.part(_COMPOSED, _DRAWN)
    for number, placed in enumerate(pages):
        drawing.step(number, len(pages))
        code = pen.page(placed, document.furniture, len(pages))
        _add_page(file, code, PAGE_WIDTH, PAGE_HEIGHT)
    raw: bytes = file.GetPDFData(None)
    return raw, composer.tags, pen.drawn


def _add_page(file: pdfdoc.PDFDocument, code: Sequence[str], width: float, height: float) -> None:
    page = pdfdoc.PDFPage()
    page.pagewidth, page.pageheight = width, height
    page.Resources = pdfdoc.PDFResourceDictionary()
    page.Resources.basicFonts()
    page.setStream(code)
    file.addPage(page)


def _refuse(fonts: Fonts) -> None:
    if fonts.missing:
        characters = tuple(f"{char} (U+{ord(char):04X})" for char in fonts.missing)
        raise MissingGlyph(characters=characters)
