# SPDX-License-Identifier: Apache-2.0
"""Row 10: a document signed, and a signed one verified, beside pyHanko alone with the same key."""

from __future__ import annotations

from io import BytesIO

from asn1crypto import keys, x509
from bench import parts
from bench.measuring import Size, in_turn, medians, timed
from bench.results import Result, ratio
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kinfile.export import pipeline
from kinfile.export.hushed import hush
from kinfile.export.identity import Identity
from kinfile.export.layout.closing import PRACTITIONER
from kinfile.export.stages import UnsignedPdf
from kinfile.export.verify import verify
from kinfile.i18n import Language


def measure(*, small: bool) -> Result:
    hush()
    runs = Size(small).pick(31, 2)
    language, identity = Language(), parts.identity()
    drawn = pipeline.draw(parts.printable(), language)
    signed = pipeline.seal(drawn, identity, language=language).data
    found = medians(
        in_turn(
            {
                "sign": timed(lambda: pipeline.seal(drawn, identity, language=language)),
                "sign, pyHanko alone": timed(lambda: _sign(drawn, identity)),
                "verify": timed(lambda: verify(signed, fingerprints=[identity.fingerprint])),
                "verify, pyHanko alone": timed(lambda: _verify(signed, identity)),
            },
            runs,
        )
    )
    names = list(found)
    return Result(
        runs=runs,
        medians=found,
        figures=tuple(
            ratio({name: found[name] for name in names[at : at + 2]}, 1.5, f"{names[at]}, ratio")
            for at in (0, 2)
        ),
        notes=(f"{drawn.pages} pages, P-256",),
    )


def _sign(drawn: UnsignedPdf, identity: Identity) -> bytes:
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(identity.certificate),
        signing_key=keys.PrivateKeyInfo.load(identity.pkcs8),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    metadata = PdfSignatureMetadata(field_name=PRACTITIONER, md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(BytesIO(drawn.data))
    return bytes(sign_pdf(writer, metadata, signer=signer).getbuffer())


def _verify(signed: bytes, identity: Identity) -> bool:
    reader = PdfFileReader(BytesIO(signed))
    own = x509.Certificate.load(identity.certificate)
    status = validate_pdf_signature(
        reader.embedded_signatures[0], ValidationContext(trust_roots=[own], moment=parts.NOW)
    )
    return bool(status.intact and status.valid)
