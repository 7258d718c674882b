# SPDX-License-Identifier: Apache-2.0
"""Row 3: one section of a filled record opened, beside all questions built and shown at once."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bench.measuring import Size, folder, in_turn, medians
from bench.results import Figure, Result, ratio
from bench.window import Paints, open_example, staged
from PySide6.QtWidgets import QMainWindow, QWidget
from stage import SIZE, Stage

from kinfile.forms.model import Section
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot, open_sections
from kinfile.ui.pages.fill_section import SectionPage
from kinfile.ui.widgets.scroll import ScrollColumn

MOST_ALIVE = 2


def measure(*, small: bool) -> Result:
    runs = Size(small).pick(9, 1)
    with folder() as where, staged(where) as stage:
        open_example(stage)
        page = _page(stage)
        sections = list(open_sections(page.filling.draft))
        alive: list[int] = []
        paints = Paints(stage.program.window)
        numbers = iter(range(10_000))

        def one() -> float:
            # Never one of the two that are alive.
            section = sections[next(numbers) * 5 % len(sections)]
            seconds = _opened(page, section, paints)
            stage.settle()
            alive.append(len(page.findChildren(SectionPage)))
            return seconds

        whole = Whole(stage, page, sections)
        # All at once takes seconds; a small run is there for the count.
        sides = {"one section": one} if small else {"one section": one, "all at once": whole.build}
        found = medians(in_turn(sides, runs, uncounted=2))
        whole.host.deleteLater()
        paints.end()
    return Result(
        runs=runs,
        medians=found,
        figures=(
            *([] if small else [ratio(found, 0.15)]),
            Figure(
                what="sections with widgets", value=max(alive), reach=MOST_ALIVE, unit="",
                is_count=True,
            ),
        ),
        notes=(f"{len(sections)} sections",),
    )  # fmt: skip


def _page(stage: Stage) -> FillPage:
    page = stage.page
    if not isinstance(page, FillPage):
        raise TypeError("this is not the page where a record is filled in")
    return page


def _opened(page: FillPage, section: Section, paints: Paints) -> float:
    begun = time.perf_counter()
    page.go_to(Spot(section.id))
    return paints.wait() - begun


class Whole:
    """A window of the same size with every question of the form in one column."""

    def __init__(self, stage: Stage, page: FillPage, sections: Sequence[Section]) -> None:
        self._stage, self._page, self._sections = stage, page, sections
        self.host = QMainWindow()
        self.host.setCentralWidget(QWidget())
        self.host.resize(*SIZE)
        self.host.show()
        self._paints = Paints(self.host)

    def build(self) -> float:
        """Seconds until everything was built and the part in view painted."""
        page = self._page
        begun = time.perf_counter()
        area = ScrollColumn(page.theme, measure=0, name="bench.scroll")
        for section in self._sections:
            area.column.addWidget(
                SectionPage(page.filling, section, theme=page.theme, language=page.language)
            )
        self.host.setCentralWidget(area)
        seconds = self._paints.wait() - begun
        # Taken down here, and not at the cost of what is measured next.
        self.host.setCentralWidget(QWidget())
        self._stage.settle()
        return seconds
