"""Signatures in reports, made and checked through pyHanko: the extra `sign`.

A signature is added behind the report's own bytes, which stay as they are, tags and enclosed files with them. Nothing
is fetched: whether a certificate was called back is not asked.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from qaudit.errors import PdfFailed, UsageError
from qaudit.speech import _

FIELD = "Signature"
_QUIET = logging.CRITICAL + 1


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that is ready to sign. `owner` is the name in its certificate, `certificate` the sha256 of that."""

    owner: str
    signer: Any
    certificate: str = ""

    def sign(self, report: bytes, at: datetime) -> bytes:
        """The report with a signature of that moment, which shows nowhere on its pages. Raises `PdfFailed`."""
        from pyhanko.sign.fields import SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

        class SignerAt(PdfSigner):  # type: ignore[misc]
            """Takes the moment from us and not from the clock."""

            def init_signing_session(self, *given: Any, **named: Any) -> Any:
                session = super().init_signing_session(*given, **named)
                session.system_time = at
                return session

        about = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        try:
            with _in_silence():
                signed = SignerAt(about, self.signer).sign_pdf(_with_field(report), existing_fields_only=True)
        except Exception as fault:
            raise PdfFailed(_("The report could not be signed: {reason}", reason=fault)) from fault
        return bytes(signed.getvalue())


def _with_field(report: bytes) -> Any:
    """The report, being added to, with an empty field for a signature. Parts that PDF/A-3 lacks stay out."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, append_signature_field

    class Addition(IncrementalPdfFileWriter):  # type: ignore[misc]
        """Some keys are a part of PDF 2.0; other readers know them as well, and PDF/A-3 is of PDF 1.7."""

        def ensure_output_version(self, version: tuple[int, int]) -> None:
            super().ensure_output_version(min(version, (1, 7)))

        def register_extension(self, ext: object) -> None:
            """Leaves out the names of parts that are newer than PDF 1.7."""

        def _update_meta(self) -> None:
            """A signature edits nothing: what the file says of itself stays, and no clock is read."""

    writer = Addition(BytesIO(report), strict=True)
    # Outside of the page and to be printed: what PDF/UA and PDF/A want of a field that shows nothing.
    unseen = InvisSigSettings(set_print_flag=True, box_out_of_bounds=True)
    append_signature_field(
        writer, SigFieldSpec(FIELD, invis_sig_settings=unseen, readable_field_name=_("Signature"))
    )
    _tag_field(writer)
    return writer


def _tag_field(writer: Any) -> None:
    """Gives the new field its place in the structure tree: the last element of the document."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name

    tree = writer.root["/StructTreeRoot"]
    document_place = tree.raw_get("/K")
    document = document_place.get_object()
    page_place, _resources = writer.find_page_for_modification(0)
    field_place = page_place.get_object()["/Annots"].raw_get(-1)
    field, key = field_place.get_object(), tree["/ParentTreeNextKey"]
    piece = {"/Type": pdf_name("/OBJR"), "/Obj": field_place, "/Pg": page_place}
    element = {
        "/Type": pdf_name("/StructElem"),
        "/S": pdf_name("/Form"),
        "/P": document_place,
        "/Pg": page_place,
        "/K": generic.DictionaryObject({pdf_name(name): value for name, value in piece.items()}),
    }
    place = writer.add_object(
        generic.DictionaryObject({pdf_name(name): value for name, value in element.items()})
    )
    kids = document.raw_get("/K")
    if not isinstance(kids, generic.ArrayObject):
        kids = generic.ArrayObject([kids])
        document["/K"] = kids
    kids.append(place)
    parents = tree["/ParentTree"]
    parents["/Nums"] += [generic.NumberObject(key), place]
    tree["/ParentTreeNextKey"] = generic.NumberObject(key + 1)
    field["/StructParent"] = generic.NumberObject(key)
    for changed in (document, parents, tree, field):
        writer.update_container(changed)


class Seal(StrEnum):
    """How a signature was found."""

    TRUSTED = "trusted"
    """Whole, by a certificate that the given ones vouch for."""
    WHOLE = "whole"
    """Whole; nobody says whose the certificate is."""
    CHANGED = "changed"
    """Something was changed after it was signed."""
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """It cannot be checked here: the extra is missing."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature in a report: whose it says it is, and when (UTC) it says it was made."""

    seal: Seal
    owner: str = ""
    at: datetime | None = None


def load_key(data: bytes, password: bytes, now: datetime, name: str) -> SigningKey:
    """The key of a PKCS#12 file; `name` stands for the file in sentences.

    Raises `UsageError`: wrong password, no key, a certificate that is over or not valid yet, no extra.
    """
    with _extra():
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import pkcs12
        from pyhanko.sign.signers import SimpleSigner
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(data, password or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UsageError(
            _("{path} cannot be opened: the password is wrong, or it is no PKCS#12 file", path=name),
            _("a key with its certificate is a file that ends in .p12 or .pfx"),
        ) from None
    if key is None or certificate is None:
        raise UsageError(
            _("{path} has no key with a certificate", path=name), _("export both into one PKCS#12 file")
        )
    owner = _owner(certificate)
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= now <= last:
        raise UsageError(
            _(
                "The certificate of {owner} is valid from {first} to {last}, and not today",
                owner=owner,
                first=first.date(),
                last=last.date(),
            ),
            _("sign with one that is valid"),
        )
    with _in_silence():
        signer = SimpleSigner.load_pkcs12_data(data, (), password or None)
    return SigningKey(owner, signer, certificate.fingerprint(SHA256()).hex())


def read_signature(report: bytes, trusted: bytes | None, name: str) -> Signature:
    """The last signature of a report that has one. `trusted` are certificates (PEM) of those who vouch for others.

    Raises `UsageError` where `trusted`, called `name`, holds none.
    """
    try:
        with _extra():
            from pyhanko.pdf_utils.reader import PdfFileReader
    except UsageError:
        return Signature(Seal.UNKNOWN)
    roots = None if trusted is None else _certificates(trusted, name)
    try:
        with _in_silence():
            found = PdfFileReader(BytesIO(report), strict=True).embedded_signatures[-1]
            return _checked(found, roots)
    except Exception:
        # A signature may be broken in as many ways as its library has exceptions for.
        logging.getLogger(__name__).debug("a signature cannot be read", exc_info=True)
        return Signature(Seal.BROKEN)


def _checked(found: Any, roots: list[Any] | None) -> Signature:
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=roots or [], allow_fetching=False, moment=found.self_reported_timestamp
    )
    status = validate_pdf_signature(found, context)
    owner = _owner(load_der_x509_certificate(status.signing_cert.dump()))
    at = status.signer_reported_dt
    if not (status.intact and status.valid):
        seal = Seal.BROKEN
    elif status.coverage.name != "ENTIRE_FILE":
        seal = Seal.CHANGED
    else:
        seal = Seal.TRUSTED if roots and status.trusted else Seal.WHOLE
    return Signature(seal, owner, None if at is None else at.astimezone(UTC))


def _certificates(data: bytes, name: str) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder_data

    try:
        found = list(load_certs_from_pemder_data(data))
    except (ValueError, TypeError, IndexError):
        found = []
    if not found:
        raise UsageError(_("{path} has no certificate", path=name), _("give a file in the form PEM"))
    return found


def _owner(certificate: Any) -> str:
    """The common name in a certificate's subject, else all of it."""
    from cryptography.x509 import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


@contextmanager
def _extra() -> Iterator[None]:
    """Imports of the extra. Raises `UsageError` where it is missing."""
    try:
        yield
    except ImportError:
        raise UsageError(
            _("Signatures need an extra part of the program"), "pip install 'qaudit[sign]'"
        ) from None


@contextmanager
def _in_silence() -> Iterator[None]:
    """pyHanko tells its log of every fault that it raises too."""
    logs = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(_QUIET)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
