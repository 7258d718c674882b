# SPDX-License-Identifier: Apache-2.0
"""Row 9: a sealed document (tags, PDF/A, the answers inside) beside bare reportlab's paragraphs.

The other side has the same words in the same face and nothing else: no tags, no archive format, no
attachments, no signature.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

from bench import parts
from bench.measuring import Size, alone, in_turn, medians, most_resident, resident, timed
from bench.results import Figure, Result, ratio
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from kinfile import bundle
from kinfile.export import pdf, pipeline
from kinfile.export.blocks import Document, Heading, SignaturePanel, Text
from kinfile.export.identity import Identity
from kinfile.export.layout import lay_out
from kinfile.export.stages import SignedPdf
from kinfile.i18n import Language

SHORT, LONG = 12, 60
MOST_MEMORY = 90
MOST_TRIES = 12
"""To find a length that fills so many pages; one page more or less would do."""
FACE = "AtkinsonHyperlegibleNext-Regular"


def measure(*, small: bool) -> Result:
    runs = Size(small).pick(7, 1)
    identity = parts.identity()
    middle: dict[str, float] = {}
    figures: list[Figure] = []
    blocks = 0
    for pages, reach in ((SHORT, 2.5),) if small else ((SHORT, 2.5), (LONG, 1.6)):
        document = of_pages(pages)
        blocks = blocks or len(document.blocks) - len(document.panels)
        sides = {
            f"{pages} pages": _sealing(document, identity),
            f"{pages} pages, bare reportlab": _bare(document),
        }
        found = medians(in_turn(sides, runs))
        middle |= found
        figures.append(ratio(found, reach, f"{pages} pages, ratio"))
    told = alone("row_pdf:memory_of_one", blocks=blocks)
    figures += [
        Figure(what=f"memory, {SHORT} pages", value=told["peak"], reach=MOST_MEMORY, unit="MB"),
        Figure(what="of it before anything was drawn", value=told["before"], unit="MB"),
    ]
    return Result(runs=runs, medians=middle, figures=figures)


def of_pages(pages: int) -> Document:
    """The made-up family's document, cut short or said again until it has so many pages."""
    whole = lay_out(parts.printable(), Language())
    body = [block for block in whole.blocks if not isinstance(block, SignaturePanel)]
    wanted = len(body)
    document, drawn = whole, pdf.draw(whole).pages
    for _ in range(MOST_TRIES):
        if drawn == pages:
            break
        wanted += round((pages - drawn) * wanted / drawn) or (1 if drawn < pages else -1)
        told = (body * (wanted // len(body) + 1))[:wanted]
        heading = Heading(2, Text("Signatures"))
        document = replace(whole, blocks=(*told, heading, *whole.panels))
        drawn = pdf.draw(document).pages
    return document


def _sealing(document: Document, identity: Identity) -> Callable[[], float]:
    def seal() -> SignedPdf:
        return pipeline.seal(pdf.draw(document), identity, language=Language())

    return timed(seal)


def _bare(document: Document) -> Callable[[], float]:
    """The same words as reportlab lays out paragraphs."""
    words = [word for block in document.blocks for word in block.words() if word]
    if FACE not in pdfmetrics.getRegisteredFontNames():
        folder = bundle.resources() / "fonts" / "atkinson-hyperlegible-next"
        pdfmetrics.registerFont(TTFont(FACE, str(folder / f"{FACE}.ttf")))
    style = ParagraphStyle("body", fontName=FACE, fontSize=10.5, leading=15)

    def build() -> None:
        SimpleDocTemplate(BytesIO()).build([Paragraph(escape(each), style) for each in words])

    return timed(build)


def memory_of_one(blocks: int) -> dict[str, float]:
    """Megabytes at most while a document is made, in a process that does nothing else."""
    before = resident()
    whole = lay_out(parts.printable(), Language())
    cut = replace(whole, blocks=(*whole.blocks[:blocks], *whole.panels))
    _sealing(cut, parts.identity())()
    return {"peak": most_resident(), "before": before}
