# SPDX-License-Identifier: Apache-2.0
"""pikepdf's own validation of PDF/A, of as much of a file as it takes.

It takes no attachment, no field, no level A and no claim of PDF/UA, so these are taken away first.
"""

from io import BytesIO
from pathlib import Path

import pikepdf
import pikepdf.pdfa


def base_findings(data: bytes, folder: Path) -> list[str]:
    """What the validator finds in the base of the file; empty where it holds."""
    target = folder / "base.pdf"
    with pikepdf.open(BytesIO(data)) as pdf:
        for key in ("/AcroForm", "/AF", "/Names"):
            if key in pdf.Root:
                del pdf.Root[key]
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        _claim_3b(pdf)
        pdf.save(target, fix_metadata_version=False)
    report = pikepdf.pdfa.validate_written(target, "3b")
    return [str(finding) for finding in report.findings]


def _claim_3b(pdf: pikepdf.Pdf) -> None:
    """The validator takes neither level A nor the extension that PDF/UA needs."""
    xmp = pdf.Root.Metadata.read_bytes().decode()
    start = xmp.index('<rdf:Description rdf:about=""\n    xmlns:pdfaExtension')
    xmp = xmp[:start] + xmp[xmp.index("</rdf:RDF>") :]
    xmp = xmp.replace("<pdfuaid:part>1</pdfuaid:part>", "")
    xmp = xmp.replace(">A</pdfaid:conf", ">B</pdfaid:conf")
    xmp = xmp.replace('xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"', "")
    stream = pdf.make_stream(xmp.encode())
    stream.stream_dict.Type = pikepdf.Name.Metadata
    stream.stream_dict.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = stream
