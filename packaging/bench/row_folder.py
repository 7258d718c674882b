# SPDX-License-Identifier: Apache-2.0
"""Row 12: a folder of sealed files verified by all processors, beside one process alone."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

from bench import parts
from bench.measuring import Size, alone, folder, most_resident
from bench.results import Figure, Result

from kinfile.cli.batch import checked_in
from kinfile.cli.checking import Task
from kinfile.export import pipeline
from kinfile.export.identity import Identity
from kinfile.i18n import Language


def measure(*, small: bool) -> Result:
    size = Size(small)
    files, some, runs = size.pick(1000, 0), size.pick(200, 12), size.pick(5, 1)
    every = os.cpu_count() or 1
    signer = parts.identity()
    with folder() as where:
        for count in {files, some}:
            _fill(where / str(count), count, signer)

        def verified(count: int, processes: int) -> dict[str, float]:
            return alone(
                "row_folder:verify_all",
                folder=str(where / str(count)),
                fingerprint=signer.fingerprint,
                processes=processes,
            )

        told = [(verified(some, every), verified(some, 1)) for _ in range(runs)]
        whole = verified(files, every) if files else None
    middle = {
        "all processors": statistics.median(ours["seconds"] for ours, _ in told) * 1000,
        "one process": statistics.median(beside["seconds"] for _, beside in told) * 1000,
    }
    failed = 2 * runs * some - sum(int(each["held"]) for both in told for each in both)
    faster = middle["one process"] / middle["all processors"]
    figures = [
        Figure(what="times faster", value=faster, reach=1.8, at_least=True),
        Figure(what="files that did not hold", value=failed, reach=0, unit="", is_count=True),
    ]
    if whole is not None:
        grown = whole["peak"] / max(ours["peak"] for ours, _ in told)
        what = f"largest process, {files} files against {some}"
        figures += [
            Figure(what=what, value=grown, reach=1.1),
            Figure(what=f"{files} files", value=whole["seconds"], unit="s"),
        ]
    return Result(
        runs=runs,
        medians=middle,
        figures=figures,
        notes=(f"{some} files, {every} processors",),
    )


def _fill(where: Path, files: int, signer: Identity) -> None:
    where.mkdir()
    drawn = pipeline.draw(parts.printable(), Language())
    sealed = pipeline.seal(drawn, signer, language=Language()).data
    for number in range(files):
        (where / f"{number:04}.pdf").write_bytes(sealed)


def verify_all(folder: str, fingerprint: str, processes: int) -> dict[str, float]:
    """Verify a folder with so many processes: seconds, files that hold, most memory of any."""
    task = Task(witnesses={"fingerprints": [fingerprint]}, language="en")
    begun = time.perf_counter()
    found = checked_in(Path(folder), task, processes=processes)
    held = sum(bool(each.document["ok"]) for each in found)
    seconds = time.perf_counter() - begun
    peak = max(most_resident(), most_resident(of_children=True))
    return {"seconds": seconds, "held": held, "peak": peak}
