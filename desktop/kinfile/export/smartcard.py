# SPDX-License-Identifier: Apache-2.0
"""Keys that stay on a card or stick, reached through the maker's PKCS #11 module.

python-pkcs11 is loaded when a token is first used, and nothing else of Kinfile needs it. A module
is code of its maker's and runs in this process: it is one that the user or IT named.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from secrets import token_bytes
from typing import TYPE_CHECKING

from kinfile.errors import TokenUnusable
from kinfile.export.identity import Identity, TokenKey

if TYPE_CHECKING:
    from pkcs11 import Session
    from pyhanko.sign.pkcs11 import PKCS11Signer


def find(library: str, token: str, pin: str, *, key_id: str = "") -> tuple[TokenKey, list[bytes]]:
    """A key on a token that can sign: where it is, and the certificates there, its own first.

    `key_id` (hexadecimal) chooses among several. Raises TokenUnusable: no-support, no-module,
    not-present, pin, several, no-key, failed.
    """
    with _session(library, token, pin) as session:
        ids = _signing_ids(session)
        certificates = _certificates(session)
        matching = [each for each in ids if each in certificates and key_id in ("", each.hex())]
        if len(matching) != 1:
            raise TokenUnusable(problem="several" if matching else "no-key", token=token)
        own = certificates.pop(matching[0])
        key = TokenKey(library=library, token=token, key_id=matching[0].hex())
        return key, [own, *certificates.values()]


def prove(identity: Identity) -> None:
    """Have the token sign something random, and check that with the certificate.

    Raises TokenUnusable (no-key where the key is not the certificate's).
    """
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    place = _place(identity)
    data = token_bytes(32)
    with _session(place.library, place.token, identity.pin) as session:
        signature = _signed(session, bytes.fromhex(place.key_id), data)
    key = x509.load_der_x509_certificate(identity.certificate).public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise TokenUnusable(problem="no-key", token=place.token) from error


def _signed(session: "Session", key_id: bytes, data: bytes) -> bytes:
    """What the key of that id makes of `data` with SHA-256."""
    from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, SignMixin
    from pkcs11.util.ec import encode_ecdsa_signature

    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: key_id}
    keys = [each for each in session.get_objects(wanted) if isinstance(each, SignMixin)]
    if not keys:
        return b""
    if keys[0][Attribute.KEY_TYPE] == KeyType.EC:
        raw = keys[0].sign(sha256(data).digest(), mechanism=Mechanism.ECDSA)
        return encode_ecdsa_signature(raw)
    return keys[0].sign(data, mechanism=Mechanism.SHA256_RSA_PKCS)


def _place(identity: Identity) -> TokenKey:
    if identity.token is None:
        raise TokenUnusable(problem="no-key", token="")
    return identity.token


@contextmanager
def signer(identity: Identity) -> "Iterator[PKCS11Signer]":
    """A signer whose key is the one on the token of `identity`. Raises TokenUnusable."""
    from asn1crypto import x509

    key = _place(identity)
    with _session(key.library, key.token, identity.pin) as session:
        from pyhanko.sign.pkcs11 import PKCS11Signer

        yield PKCS11Signer(
            session,
            signing_cert=x509.Certificate.load(identity.certificate),
            ca_chain=[x509.Certificate.load(each) for each in identity.chain],
            key_id=bytes.fromhex(key.key_id),
            # Not every token can hash before it signs.
            use_raw_mechanism=True,
        )


def _signing_ids(session: "Session") -> list[bytes]:
    """The ids of the private keys on a token that may sign."""
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True}
    return [bytes(each[Attribute.ID]) for each in session.get_objects(wanted)]


def _certificates(session: "Session") -> dict[bytes, bytes]:
    """The certificates on a token (DER), by their ids."""
    from pkcs11 import Attribute, ObjectClass

    found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    return {bytes(each[Attribute.ID]): bytes(each[Attribute.VALUE]) for each in found}


@contextmanager
def _session(library: str, token: str, pin: str) -> "Iterator[Session]":
    """A session on the token of that label. Its makers' errors become TokenUnusable."""
    try:
        import pkcs11
        from pkcs11 import exceptions
    except ImportError as error:
        raise TokenUnusable(problem="no-support", token=token) from error
    try:
        module = pkcs11.lib(library)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise TokenUnusable(problem="no-module", token=token, path=library) from error
    refused = (
        exceptions.PinIncorrect,
        exceptions.PinInvalid,
        exceptions.PinLenRange,
        exceptions.PinExpired,
        exceptions.UserPinNotInitialized,
    )
    gone = (
        exceptions.NoSuchToken,
        exceptions.TokenNotPresent,
        exceptions.TokenNotRecognised,
        exceptions.DeviceRemoved,
    )
    try:
        module.reinitialize()
        with module.get_token(token_label=token).open(user_pin=pin or None) as session:
            yield session
    except exceptions.PinLocked as error:
        raise TokenUnusable(problem="pin-locked", token=token) from error
    except refused as error:
        raise TokenUnusable(problem="pin", token=token) from error
    except gone as error:
        raise TokenUnusable(problem="not-present", token=token) from error
    except exceptions.MultipleTokensReturned as error:
        raise TokenUnusable(problem="several", token=token) from error
    except pkcs11.PKCS11Error as error:
        raise TokenUnusable(problem="failed", token=token, kind=type(error).__name__) from error
