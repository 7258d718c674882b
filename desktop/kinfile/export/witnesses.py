# SPDX-License-Identifier: Apache-2.0
"""By what the signer of a file may be known: an authority, a fingerprint, the code, a receipt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from asn1crypto import pem, x509

from kinfile.export.identity import are_same
from kinfile.export.identity import code as code_of

Receipt = Mapping[str, object]
"""The JSON of a receipt, whoever wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """What the receiver knows beside the file.

    `fingerprints` are SHA-256 of certificates in plain hexadecimal, `code` is six words, `known`
    are signers whom another file vouched for, with what vouched for that.
    """

    authorities: tuple[x509.Certificate, ...] = ()
    fingerprints: frozenset[str] = frozenset()
    code: str | None = None
    receipt: Receipt | None = None
    known: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def given(
        cls,
        *,
        trust: Sequence[bytes],
        fingerprints: Sequence[str],
        code: str | None,
        receipt: Receipt | None,
    ) -> "Witnesses":
        """As a caller gives them: certificates in PEM or DER, fingerprints perhaps with colons."""
        return cls(
            authorities=tuple(_certificates(trust)),
            fingerprints=frozenset(map(_plain, fingerprints)),
            code=code,
            receipt=receipt,
        )

    def knowing(self, signers: Mapping[str, str]) -> "Witnesses":
        """The same for a file around the one that code and receipt were made for."""
        return replace(self, code=None, receipt=None, known=signers)

    def vouching_for(self, certificate: str, number: int, files: Sequence[bytes]) -> str:
        """What vouches for signature `number` by `certificate`, beside an authority; else none.

        `files` are the bytes that code and receipt may have been made for.
        """
        if certificate in self.fingerprints:
            return "fingerprint"
        if certificate in self.known:
            return self.known[certificate]
        if self.code is not None and self.code_fits(files):
            return "code"
        return "receipt" if certificate in self._listed(files)[number : number + 1] else "none"

    def code_fits(self, files: Sequence[bytes]) -> bool:
        """Whether there is no code, or it is that of one of `files`."""
        return self.code is None or any(are_same(code_of(each), self.code) for each in files)

    def receipt_fits(self, files: Sequence[bytes]) -> bool:
        """Whether the receipt is one of these very bytes. Only where there is a receipt."""
        digest = self.receipt.get("sha256") if self.receipt else None
        return digest in [sha256(each).hexdigest() for each in files]

    def _listed(self, files: Sequence[bytes]) -> list[str]:
        """The certificates that a receipt of this very file names, in signing order."""
        listed = self.receipt.get("fingerprints") if self.receipt else None
        if not isinstance(listed, list) or not self.receipt_fits(files):
            return []
        return list(map(str, listed))


def _certificates(trust: Sequence[bytes]) -> Iterator[x509.Certificate]:
    for data in trust:
        if not pem.detect(data):
            yield x509.Certificate.load(data)
            continue
        for _, _, der in pem.unarmor(data, multiple=True):
            yield x509.Certificate.load(der)


def _plain(mark: str) -> str:
    return mark.replace(":", "").replace(" ", "").lower()
