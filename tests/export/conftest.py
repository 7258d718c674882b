# SPDX-License-Identifier: Apache-2.0
"""One document of the example family, drawn and signed once for all tests that only look at it."""

import pytest

from export import example
from kinfile.export.blocks import Document
from kinfile.export.identity import Identity, new_identity
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.signing import countersign, sign
from kinfile.export.stages import SignedPdf, UnsignedPdf
from kinfile.i18n import Language


@pytest.fixture(scope="session")
def english() -> Language:
    return Language("en")


@pytest.fixture(scope="session")
def document(english: Language) -> Document:
    return lay_out(example.printable(marks=example.acknowledged()), english)


@pytest.fixture(scope="session")
def unsigned(document: Document) -> UnsignedPdf:
    return draw(document)


@pytest.fixture(scope="session")
def practitioner() -> Identity:
    return new_identity("Jo Rowe", "Specialist midwife", "Fictional Hospitals", now=example.MADE_AT)


@pytest.fixture(scope="session")
def manager() -> Identity:
    return new_identity("Ffion Włodarczyk", "Named midwife", "", now=example.MADE_AT)


@pytest.fixture(scope="session")
def signed(unsigned: UnsignedPdf, practitioner: Identity, english: Language) -> SignedPdf:
    return sign(unsigned, practitioner, at=example.MADE_AT, language=english)


@pytest.fixture(scope="session")
def countersigned(signed: SignedPdf, manager: Identity, english: Language) -> SignedPdf:
    return countersign(signed, manager, at=example.at(15, 0), language=english)
