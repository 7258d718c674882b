# SPDX-License-Identifier: Apache-2.0
"""Printing a document.

R01 Every page that was asked for goes to the printer, one by one, under a name that tells nothing.
R02 It can be stopped; one job at a time; a printer that takes nothing is told.
R03 A page that is left while it prints takes its job along, and nothing else.
"""

import gc
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import delete

from kinfile.ui.printing import Printing, page_image


@pytest.fixture
def pdf() -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for number in range(3):
        canvas.drawString(72, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def printer(file: Path) -> QPrinter:
    made = QPrinter()
    made.setResolution(72)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    return made


def pages_of(file: Path) -> int:
    document = pypdfium2.PdfDocument(file.read_bytes())
    count = len(document)
    document.close()
    return count


def test_every_page_is_printed(qtbot: QtBot, pdf: bytes, tmp_path: Path) -> None:  # R01
    job = Printing()
    steps: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, of: steps.append((done, of)))
    to = printer(tmp_path / "out.pdf")
    with qtbot.waitSignal(job.printed):
        job.start(pdf, 3, to)
        assert job.is_running
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert to.docName() == "Kinfile"
    assert pages_of(tmp_path / "out.pdf") == 3
    assert not job.is_running


def test_some_pages_are_printed(qtbot: QtBot, pdf: bytes, tmp_path: Path) -> None:  # R01
    job, to = Printing(), printer(tmp_path / "out.pdf")
    to.setFromTo(2, 9)
    with qtbot.waitSignal(job.printed):
        job.start(pdf, 3, to)
    assert pages_of(tmp_path / "out.pdf") == 2


def test_it_can_be_stopped(qtbot: QtBot, pdf: bytes, tmp_path: Path) -> None:  # R02
    job = Printing()
    job.cancel()
    with qtbot.waitSignal(job.stopped):
        job.start(pdf, 3, printer(tmp_path / "out.pdf"))
        job.start(pdf, 3, printer(tmp_path / "other.pdf"))
        job.cancel()
    assert not job.is_running
    assert not (tmp_path / "other.pdf").exists()


@pytest.mark.parametrize("is_deleted", [True, False])
def test_leaving_stops_it(pdf: bytes, tmp_path: Path, *, is_deleted: bool) -> None:  # R03
    job = Printing()
    to = printer(tmp_path / "out.pdf")
    job.start(pdf, 3, to)
    painter = job._job.painter if job._job else None
    assert painter is not None
    assert painter.isActive()
    if is_deleted:
        delete(job)
        assert not painter.isActive()
    del painter, to, job
    gc.collect()


def test_a_printer_that_takes_nothing(qtbot: QtBot, pdf: bytes, tmp_path: Path) -> None:  # R02
    job, to = Printing(), printer(tmp_path / "out.pdf")
    to.setFromTo(7, 9)
    with qtbot.waitSignal(job.stopped):
        job.start(pdf, 3, to)


def test_a_page_as_a_picture(pdf: bytes) -> None:  # R01
    image = page_image(pdf, 1, scale=2)
    assert (image.width(), image.height()) == (1190, 1684)
