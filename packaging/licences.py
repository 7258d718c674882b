# SPDX-License-Identifier: Apache-2.0
"""The licence texts that go with a package, one folder a component, with the list of them all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import components
from components import Component, Unknown

OFFER = components.TEXTS / "source-offer.txt"
LIST = "components.txt"
HEAD = """\
What this package is made of: name, version, licence (SPDX). Licence texts are in the folders of
the same names; indented is what is inside the component above. source-offer.txt says how to get
the source code of the libraries under the GNU Lesser General Public License.

"""


def collect(folder: Path, found: Iterable[Component]) -> None:
    """Fill `folder` anew with the texts of every component. Raises Unknown when one is missing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    listed = sorted(found, key=lambda component: component.name)
    for component in listed:
        for name, text in texts(component):
            place = folder / component.name / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, place)
    shutil.copyfile(OFFER, folder / OFFER.name)
    (folder / LIST).write_text(written(listed), "utf-8")


def texts(component: Component) -> list[tuple[str, Path]]:
    """The texts of a component, by the name that each is shipped under. Raises Unknown."""
    # Texts are shipped under licences/NAME/: the folder of that name inside a wheel says nothing.
    found = [(name.removeprefix("licenses/"), text) for name, text in component.texts]
    missing = [str(text) for _, text in found if not text.is_file()]
    if missing or not found:
        what = ", ".join(missing) or "in its distribution"
        raise Unknown(f"{component.name}: no licence text {what}.")
    return found


def written(listed: Iterable[Component]) -> str:
    """The list of components as text."""
    lines = []
    for component in listed:
        lines.append(f"{component.name} {component.version}: {component.licence}")
        for part in components.parts():
            inside = part.component
            if inside.within == component.name:
                named = f"{inside.name} {inside.version}".strip()
                lines.append(f"    {named}: {inside.licence}")
    return HEAD + "\n".join(lines) + "\n"
