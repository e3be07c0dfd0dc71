"""Addresses that come from data: which may become links, and how they are shown."""

from __future__ import annotations

from urllib.parse import urlsplit


def https(address: object) -> str | None:
    """An address that may become a link: https with a host and no credentials, None otherwise."""
    if not isinstance(address, str):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    plain = address.isascii() and not any(c.isspace() or c in "\\\"'<>`" for c in address)
    return address if parts.scheme == "https" and parts.hostname and "@" not in parts.netloc and plain else None


def shown(address: str) -> str:
    """A link for reading, without what every address has."""
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")
