"""Time stamps (RFC 3161) over the three lines of a checkpoint: that it existed by then.

The token is kept as it came, so that `openssl ts -verify` reads it too. The extra `tsa` has the
library for it; without it, and without the authority's root certificate, a stamp is not checked.
"""

from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from cryptography import x509

from tadasu.errors import NotFoundError, TamperError, Text, UnavailableError
from tadasu.office.extras import lacking
from tadasu.office.posting import Posted, PostError, post
from tadasu.store.anchors import Anchor, Anchors

QUERY = "application/timestamp-query"
EXTRA = "tsa"

Roots = Sequence[x509.Certificate]
"""The certificates that an authority's own must go back to."""


def read_roots(path: Path) -> Roots:
    """The certificates (PEM) in a file, or NotFoundError."""
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except (OSError, ValueError) as wrong:
        raise NotFoundError(
            Text(
                en=f"{path} holds no certificate (PEM): {wrong}.",
                ja=f"{path} から証明書(PEM)を読めません({wrong})。",
            )
        ) from wrong


def request_stamp(anchors: Anchors, anchor: Anchor, url: str, roots: Roots) -> Path:
    """Have a checkpoint stamped by the authority at `url`; where the token lies.

    It is over this text and of this request; its signature is checked where there are `roots`.
    Raises UnavailableError for anything else, or without the extra.
    """
    client = _library()
    text = anchor.note.text.encode()
    wanted = client.TimestampRequestBuilder().data(text).cert_request(cert_request=True)
    request = wanted.hash_algorithm(client.HashAlgorithm.SHA256).build()
    try:
        answer = _answered(post(url, request.as_bytes(), QUERY))
        stamp = client.decode_timestamp_response(answer)
        _check_request(stamp, request)
        _check(client, stamp, text, roots)
    except (PostError, ValueError, client.VerificationError) as wrong:
        raise UnavailableError(
            Text(
                en=f"There is no time stamp of {url}: {wrong}.",
                ja=f"{url} のタイムスタンプを得られませんでした({wrong})。",
            )
        ) from wrong
    return anchors.put_stamp(anchor.checkpoint.size, answer)


def _answered(answer: Posted) -> bytes:
    if answer.status != HTTPStatus.OK:
        raise PostError(f"{answer.status}")
    return answer.content


def _check_request(stamp: Any, request: Any) -> None:
    if stamp.tst_info.nonce != request.nonce:
        raise PostError("it answers another request")


def check_stamps(anchors: Anchors, roots: Roots) -> int:
    """Check every time stamp beside a checkpoint, with `roots`; how many there are.

    Raises TamperError for one that is not of its checkpoint, UnavailableError without the extra.
    Without `roots`, none is checked.
    """
    count = 0
    for anchor in anchors.every():
        token = anchors.stamp(anchor)
        if token is None:
            continue
        count += 1
        if roots:
            _check_token(anchor, token, roots)
    return count


def stamps_unproven(count: int, roots: Roots) -> tuple[Text, ...]:
    """What `count` time stamps leave open that nobody could check."""
    if not count or roots:
        return ()
    en = f"Whether {count} time stamps are genuine: give the authority's root with `--stamp-root`."
    ja = (
        f"{count} 件のタイムスタンプが本物であること。時刻認証局のルート証明書を `--stamp-root` で"
        "指定してください。"
    )
    return (Text(en=en, ja=ja),)


def _check_token(anchor: Anchor, token: bytes, roots: Roots) -> None:
    client = _library()
    try:
        stamp = client.decode_timestamp_response(token)
        _check(client, stamp, anchor.note.text.encode(), roots)
    except (ValueError, client.VerificationError) as wrong:
        size = anchor.checkpoint.size
        raise TamperError(
            "5",
            Text(
                en=f"Step 5: {size}.tsr is no time stamp of its checkpoint: {wrong}.",
                ja=f"手順 5: {size}.tsr はチェックポイントのタイムスタンプではありません({wrong})。",
            ),
        ) from wrong


def _check(client: Any, stamp: Any, text: bytes, roots: Roots) -> None:
    if roots:
        client.VerifierBuilder(roots=list(roots)).build().verify_message(stamp, text)
    elif stamp.tst_info.message_imprint.message != sha256(text).digest():
        raise ValueError("it is over another text")


def _library() -> Any:
    try:
        import rfc3161_client  # noqa: PLC0415 (an extra)
    except ImportError as missing:
        raise lacking(EXTRA, Text(en="Time stamps need", ja="タイムスタンプ")) from missing
    return rfc3161_client
