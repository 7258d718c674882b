# SPDX-License-Identifier: Apache-2.0
"""The licence texts that go with a package.

L01 Each component has its texts in a folder of its name, and is named in the list.
L02 A component without a text is refused.
L03 The offer of source code goes along, and the LGPL with the libraries that are under it.
"""

from importlib.metadata import distribution
from pathlib import Path

import components
import licences
import pytest
from components import Component, Unknown


def toy(text: Path) -> Component:
    return Component(name="toy", version="1.0", licence="MIT", texts=(("licenses/MIT", text),))


def test_texts_are_collected_by_component(tmp_path: Path) -> None:
    """L01, L03"""
    text = tmp_path / "text"
    text.write_text("may be used", "utf-8")
    folder = tmp_path / "licences"
    folder.mkdir()
    (folder / "old").write_text("of the last build", "utf-8")
    licences.collect(folder, [toy(text)])
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {"toy/MIT", "components.txt", "source-offer.txt"}
    assert "\ntoy 1.0: MIT\n" in (folder / "components.txt").read_text("utf-8")
    assert "three years" in (folder / "source-offer.txt").read_text("utf-8")


@pytest.mark.parametrize("texts", [(), (("LICENSE", Path("nowhere")),)])
def test_a_component_without_a_text_is_refused(
    tmp_path: Path, texts: tuple[tuple[str, Path], ...]
) -> None:
    """L02"""
    bare = Component(name="bare", version="1", licence="MIT", texts=texts)
    with pytest.raises(Unknown, match="bare"):
        licences.collect(tmp_path / "licences", [bare])


@pytest.mark.parametrize("name", ["pyside6-essentials", "shiboken6", "python-bidi"])
def test_libraries_under_the_lgpl_bring_it(name: str) -> None:
    """L03"""
    found = components.of_distribution(distribution(name))
    assert "LGPL" in found.licence
    whole = [text.read_text("utf-8", "replace") for _, text in licences.texts(found)]
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in whole)
