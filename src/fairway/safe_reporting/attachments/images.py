"""Pictures: decoded, turned upright, made smaller, and written anew, so that only what can be seen is left."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.jpeg_segments import told_beside
from fairway.safe_reporting.attachments.refusals import AttachmentRefused, damaged

LONGEST_SIDE: Final = 4096
MOST_PIXELS: Final = 64_000_000
MOST_PIXELS_UNREDUCED: Final = 25_000_000
"""Of formats that cannot be decoded at a reduced size."""
MOST_PIXELS_AS_PNG: Final = 4_000_000
"""A larger picture is written as JPEG: PNG takes too long and too much room."""
QUALITY: Final = 88

_TOLD: Final = Text("What the camera wrote into the picture was removed: place, time, telephone, name.")
_BESIDE: Final = Text("Bytes behind the picture were removed.")
_FRAMES: Final = Text("Only the first picture of a moving one was kept.")
_SEEN_IN_PNG: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"})
_SEEN_IN_WEBP: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
Parts = tuple[bytes, str, str, tuple[Text, ...]]


def from_jpeg(content: bytes) -> Parts:
    """A photograph, as JPEG."""
    told, beside = told_beside(content)
    return _anew(content, "JPEG", _said(told=told, beside=beside))


def from_png(content: bytes) -> Parts:
    """A screenshot, as PNG, or as JPEG where it is large."""
    names, end = _chunks(content, at=8, big_endian=True, extra=4, last=b"IEND")
    removed = _said(told=bool(names - _SEEN_IN_PNG), beside=end < len(content), frames=b"fcTL" in names)
    return _anew(content, "PNG", removed)


def from_webp(content: bytes) -> Parts:
    """A picture of a messenger, as JPEG."""
    size = int.from_bytes(content[4:8], "little") + 8
    names, _ = _chunks(content[:size], at=12, big_endian=False, extra=0, last=b"")
    frames = bool(names & {b"ANIM", b"ANMF"})
    removed = _said(told=bool(names - _SEEN_IN_WEBP - {b"ANIM", b"ANMF"}), beside=size < len(content), frames=frames)
    return _anew(content[:size], "WEBP", removed)


def from_gif(content: bytes) -> Parts:
    """The first picture of a GIF, as PNG."""
    told = b"!\xfe" in content or b"XMP DataXMP" in content
    return _anew(content, "GIF", _said(told=told, frames=content.count(b"!\xf9\x04") > 1))


def pixels(content: bytes) -> int:
    """How many points a picture has, by its head; 0 where it has none that can be read."""
    try:
        opened = Image.open(BytesIO(content), formats=["JPEG", "PNG", "GIF", "WEBP"])
    except (Exception, Image.DecompressionBombWarning):  # decoders raise whatever a hostile file leads them to
        return 0
    return opened.width * opened.height


def _said(*, told: bool = False, beside: bool = False, frames: bool = False) -> tuple[Text, ...]:
    return tuple(text for text, holds in ((_TOLD, told), (_BESIDE, beside), (_FRAMES, frames)) if holds)


def _anew(content: bytes, form: str, removed: tuple[Text, ...]) -> Parts:
    try:
        picture = _decoded(content, form)
        as_png = form in ("PNG", "GIF") and picture.width * picture.height <= MOST_PIXELS_AS_PNG
        picture = _opaque(picture)
        stream = BytesIO()
        if as_png:
            picture.save(stream, "PNG", compress_level=4)
            return stream.getvalue(), "image/png", ".png", removed
        picture.save(stream, "JPEG", quality=QUALITY)
        return stream.getvalue(), "image/jpeg", ".jpg", removed
    except AttachmentRefused:
        raise
    except (Exception, Image.DecompressionBombWarning) as fault:  # decoders raise whatever a hostile file leads them to
        raise damaged() from fault


def _decoded(content: bytes, form: str) -> Image.Image:
    try:
        opened = Image.open(BytesIO(content), formats=[form])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise _too_many_pixels() from fault
    if opened.width * opened.height > (MOST_PIXELS if form == "JPEG" else MOST_PIXELS_UNREDUCED):
        raise _too_many_pixels()
    if form == "JPEG":
        opened.draft(opened.mode, (LONGEST_SIDE, LONGEST_SIDE))
    opened.load()
    upright = ImageOps.exif_transpose(opened)
    if max(upright.size) > LONGEST_SIDE:
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return upright


def _too_many_pixels() -> AttachmentRefused:
    return AttachmentRefused(Text("This picture has too many pixels."), Text("Take a screenshot of it, and send that."))


def _opaque(picture: Image.Image) -> Image.Image:
    """Grey or colour, on white, in a picture that was never read from a file: nothing can come along."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    shown = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    fresh = Image.new(shown.mode, shown.size)
    fresh.paste(shown)
    return fresh


def _chunks(content: bytes, *, at: int, big_endian: bool, extra: int, last: bytes) -> tuple[frozenset[bytes], int]:
    """Names of the chunks of a PNG or a WebP, and where the last one ends."""
    names, ends = set(), at
    for name, end in _walk(content, at, "big" if big_endian else "little", extra):
        names.add(name)
        ends = end
        if name == last:
            break
    return frozenset(names), ends


def _walk(content: bytes, at: int, order: str, extra: int) -> Iterator[tuple[bytes, int]]:
    while at + 8 <= len(content):
        if order == "big":
            size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        else:
            name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
            size += size % 2
        at += 8 + size + extra
        yield name, at
