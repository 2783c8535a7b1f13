"""Page cursors: opaque, signed, and good only for the query that they came from."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence

from waqai.errors import InvalidRequest

MAC_BYTES = 16


class CursorSigner:
    """Signs positions with the deployment's secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, query: str, position: Sequence[str]) -> str:
        """Return a position of a query as a cursor."""
        payload = json.dumps(list(position), ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._mac(query, payload) + payload).decode().rstrip("=")

    def open(self, query: str, cursor: str) -> list[str]:
        """Return the position; InvalidRequest for another query's cursor or a changed one."""
        try:
            data = base64.b64decode(
                cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True
            )
        except (binascii.Error, ValueError):
            raise _invalid() from None
        mac, payload = data[:MAC_BYTES], data[MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(query, payload)):
            raise _invalid()
        return [str(part) for part in json.loads(payload)]

    def _mac(self, query: str, payload: bytes) -> bytes:
        """Return the signature of a payload for a query."""
        message = hashlib.sha256(query.encode()).digest() + payload
        return hmac.digest(self._secret, message, "sha256")[:MAC_BYTES]


def _invalid() -> InvalidRequest:
    return InvalidRequest(
        "The cursor does not belong to this query; repeat the query that it came from, or leave it "
        "out to start anew.",
        pointer="cursor",
    )
