# SPDX-License-Identifier: Apache-2.0
"""Seals a drawn document: PAdES B-B, made by pyHanko without any network.

The practitioner's signature certifies the file. Where it has a place for the manager's, nothing
but filling that place is allowed afterwards; otherwise nothing at all is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from asn1crypto import keys, x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import BaseStampStyle, StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kinfile.export import smartcard
from kinfile.export.compose import PANEL_HEIGHT, PANEL_WIDTH
from kinfile.export.hushed import hush
from kinfile.export.identity import Identity, key_words
from kinfile.export.layout.closing import MANAGER, PRACTITIONER
from kinfile.export.look import LARGE
from kinfile.export.pdf import draw_stamp
from kinfile.export.stages import SignedPdf, UnsignedPdf
from kinfile.i18n import Language


def sign(
    unsigned: UnsignedPdf,
    identity: Identity,
    *,
    at: datetime,
    language: Language,
    reason: str = "",
) -> SignedPdf:
    """The sealed original, certified at the aware moment `at` by the practitioner.

    Raises MissingGlyph where the signer's name has a character that cannot be drawn.
    """
    waits = MANAGER in unsigned.fields
    metadata = PdfSignatureMetadata(
        field_name=PRACTITIONER,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS if waits else MDPPerm.NO_CHANGES,
        reason=reason or None,
    )
    return SignedPdf(
        data=_signed(unsigned.data, metadata, identity, at, language),
        facts=unsigned.facts,
        fingerprints=(identity.fingerprint,),
        signed_at=at,
    )


def countersign(
    signed: SignedPdf,
    identity: Identity,
    *,
    at: datetime,
    language: Language,
    reason: str = "",
) -> SignedPdf:
    """The same file with the manager's signature added in the place that waits for it."""
    metadata = PdfSignatureMetadata(
        field_name=MANAGER,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
    )
    return SignedPdf(
        data=_signed(signed.data, metadata, identity, at, language),
        facts=signed.facts,
        fingerprints=(*signed.fingerprints, identity.fingerprint),
        signed_at=at,
    )


def _signed(
    data: bytes,
    metadata: PdfSignatureMetadata,
    identity: Identity,
    at: datetime,
    language: Language,
) -> bytes:
    hush()
    writer = _Writer(BytesIO(data))
    scale = _scale(writer.prev, str(metadata.field_name))
    style = StaticStampStyle(
        border_width=0,
        background=_Stamp(_stamp(identity, at, language, scale), scale),
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN,
            y_align=AxisAlignment.ALIGN_MIN,
            margins=Margins(),
        ),
    )
    return put(writer, metadata, identity, at=at, style=style)


def put(
    writer: IncrementalPdfFileWriter,
    metadata: PdfSignatureMetadata,
    identity: Identity,
    *,
    at: datetime,
    style: BaseStampStyle | None = None,
) -> bytes:
    """Sign what `writer` holds: in the field of `style`, or unseen where there is no style.

    Raises TokenUnusable where the key is on a card that cannot be used.
    """
    with _signer(identity) as signer:
        signing = _SignerAt(metadata, signer=signer, stamp_style=style)
        signing.moment = at
        whole = signing.sign_pdf(writer, existing_fields_only=style is not None)
    return bytes(whole.getbuffer())


@contextmanager
def _signer(identity: Identity) -> Iterator[Signer]:
    if identity.token is not None:
        with smartcard.signer(identity) as signer:
            yield signer
        return
    above = [x509.Certificate.load(certificate) for certificate in identity.chain]
    registry = SimpleCertificateStore.from_certs(above)  # type: ignore[no-untyped-call]
    yield SimpleSigner(
        signing_cert=x509.Certificate.load(identity.certificate),
        signing_key=keys.PrivateKeyInfo.load(identity.pkcs8),
        cert_registry=registry,
    )


def _scale(reader: PdfFileReader, name: str) -> float:
    """How much larger than usual the place for a signature is: that of large print, or 1."""
    for _, _, field in enumerate_sig_fields(reader, with_name=name):
        left, _, right, _ = (float(edge) for edge in field.get_object()["/Rect"])
        if right - left > PANEL_WIDTH * (1 + LARGE.panel) / 2:
            return LARGE.panel
    return 1.0


def _stamp(identity: Identity, at: datetime, language: Language, scale: float) -> bytes:
    return draw_stamp(
        (
            language.text("Signed by {name}", name=identity.name),
            language.text("{moment} (laptop clock)", moment=language.date_and_time(at)),
            language.text("Key: {words}", words=key_words(identity.certificate)),
        ),
        PANEL_WIDTH * scale,
        PANEL_HEIGHT * scale,
        scale,
    )


class _Writer(IncrementalPdfFileWriter):
    """Adds to a document and leaves alone what it says of itself: its own clock stands there."""

    def _update_meta(self) -> None:
        pass


class _SignerAt(PdfSigner):
    """A signer whose clock is the caller's."""

    moment: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


class _Stamp(PdfContent):
    """A drawn page as the appearance of a signature."""

    def __init__(self, page: bytes, scale: float) -> None:
        self._page = page
        self._scale = scale
        super().__init__()

    def render(self) -> bytes:
        reader = PdfFileReader(BytesIO(self._page))
        drawn = self._ensure_writer.import_page_as_xobject(reader)
        self.resources.xobject["/Drawn"] = drawn
        self.box = BoxConstraints(
            width=PANEL_WIDTH * self._scale, height=PANEL_HEIGHT * self._scale
        )
        return b"/Drawn Do"
