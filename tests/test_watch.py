# SPDX-License-Identifier: Apache-2.0
"""Who watches long work, and may stop it.

W01 Progress is told, and a wish to stop ends the work where it next tells.
W02 A part of the work counts as its share of the whole, and is stopped like the whole.
W03 Before what cannot be taken back it is asked once more; a wish comes in time, or is told that
    it did not: never both, from whichever thread.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.errors import Cancelled
from kinfile.watch import UNWATCHED, Stop, Watch


def test_progress_is_told_until_somebody_wishes_to_stop() -> None:
    """W01"""
    told: list[tuple[int, int]] = []
    stop = Stop()
    watch = Watch(progress=lambda *step: told.append(step), is_cancelled=stop.is_asked)
    watch.step(1, 3)
    assert stop.ask()
    with pytest.raises(Cancelled):
        watch.step(2, 3)
    assert told == [(1, 3)]
    UNWATCHED.step(2, 3)
    UNWATCHED.finish()


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 50), st.data())
def test_a_part_counts_as_its_share(one: int, other: int, of: int, data: st.DataObject) -> None:
    """W02"""
    start, end = sorted((one, other))
    done = data.draw(st.integers(0, of))
    told: list[float] = []
    whole = Watch(progress=lambda done, of: told.append(done / of))
    part = whole.part(start, end)
    for step in (0, done, of):
        part.step(step, of)
    assert told[0] == pytest.approx(start / 100)
    assert told[2] == pytest.approx(end / 100)
    assert told[0] <= told[1] <= told[2]


def test_a_part_is_stopped_like_the_whole() -> None:
    """W02"""
    stop = Stop()
    part = Watch(is_cancelled=stop.is_asked, may_finish=stop.may_finish).part(0, 50).part(10, 20)
    part.step(0, 1)
    stop.ask()
    with pytest.raises(Cancelled):
        part.step(1, 1)
    with pytest.raises(Cancelled):
        part.finish()


def test_after_the_last_moment_a_wish_is_refused() -> None:
    """W03"""
    stop = Stop()
    Watch(is_cancelled=stop.is_asked, may_finish=stop.may_finish).finish()
    assert not stop.ask()
    assert not stop.is_asked()


def test_a_wish_that_was_taken_is_met() -> None:
    """W03"""
    with ThreadPoolExecutor(max_workers=2) as pool:
        for _ in range(200):
            stop, together = Stop(), Barrier(2)

            def late(stop: Stop = stop, together: Barrier = together) -> bool:
                together.wait()
                return stop.may_finish()

            def wish(stop: Stop = stop, together: Barrier = together) -> bool:
                together.wait()
                return stop.ask()

            finished, taken = pool.submit(late), pool.submit(wish)
            assert finished.result() != taken.result()
