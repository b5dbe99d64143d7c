"""Keys and certificates of the tests' own making: nobody keeps them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
PASSWORD = b"salt and pepper"


@dataclass(frozen=True)
class Certified:
    """A key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, *, with_key: bool = True) -> bytes:
        """Both in a PKCS#12 file that `PASSWORD` opens."""
        key = self.key if with_key else None
        return pkcs12.serialize_key_and_certificates(
            b"report", key, self.certificate, None, BestAvailableEncryption(PASSWORD)
        )


def certified(
    name: str, by: Certified | None = None, *, first: datetime = NOW - YEAR, last: datetime = NOW + YEAR
) -> Certified:
    """A certificate for a name, vouched for by another one or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    is_root = by is None
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if by is None else by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key if by is None else by.key, SHA256())
    )
    return Certified(key, certificate)
