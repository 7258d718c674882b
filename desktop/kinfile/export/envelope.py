# SPDX-License-Identifier: Apache-2.0
"""The container of a signature (CMS): whether it holds anything that the signature does not cover.

Certificates, unsigned attributes and an inner content can be added to a container by anybody, and
the signature stays right. Only what belongs to it may be there.
"""

from collections.abc import Sequence

from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature

_TIME_STAMP = "signature_time_stamp_token"


def is_bare(signed: cms.SignedData, signer: asn1.Certificate, *, is_stamp: bool = False) -> bool:
    """Whether a container holds the signature, its chain, perhaps a time stamp, and no more."""
    content = signed["encap_content_info"]["content"]
    if not is_stamp and content.native is not None:
        return False
    if signed["crls"].native or len(signed["signer_infos"]) != 1:
        return False
    unsigned = signed["signer_infos"][0]["unsigned_attrs"]
    if not isinstance(unsigned, cms.CMSAttributes):
        unsigned = ()
    if any(attribute["type"].native != _TIME_STAMP for attribute in unsigned):
        return False
    held = [choice.chosen for choice in signed["certificates"]]
    return all(isinstance(each, asn1.Certificate) for each in held) and _is_chain(held, signer)


def _is_chain(held: Sequence[asn1.Certificate], signer: asn1.Certificate) -> bool:
    """Whether each of `held` is the signer's, or has issued one that belongs here."""
    left = {each.dump() for each in held}
    below = [signer.dump()]
    left -= set(below)
    while below and left:
        issued = x509.load_der_x509_certificate(below.pop())
        above = [data for data in left if _is_issued_by(issued, data)]
        left -= set(above)
        below += above
    return not left


def _is_issued_by(certificate: x509.Certificate, issuer: bytes) -> bool:
    try:
        certificate.verify_directly_issued_by(x509.load_der_x509_certificate(issuer))
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True
