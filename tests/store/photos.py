"""Pictures with everything in them that a telephone writes: place, device, comments, thumbnails, trailing data."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

SECRETS = (b"Carmel", b"SecretPhone", b"GPSLatitude", b"xmpmeta")
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><GPSLatitude>32,47.1N</GPSLatitude></x:xmpmeta>"


def picture(mode: str = "RGB", size: tuple[int, int] = (97, 61)) -> Image.Image:
    """A picture whose every pixel differs from its neighbour."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    data = bytes(
        (x * 7 + y * 13 + band * 50) % 256
        for y in range(size[1])
        for x in range(size[0])
        for band in range(bands)
    )
    return Image.frombytes(mode, size, data)


def exif(orientation: int = 6) -> Image.Exif:
    """Where and with what, and which way up."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "SecretPhone"
    found[0x010E] = "Hotel Carmel, room 12"
    found.get_ifd(0x8825).update({1: "N", 2: (32.0, 47.0, 6.0), 3: "E", 4: (34.0, 59.0, 1.0)})
    return found


def jpeg(**save: Any) -> bytes:
    """A photo as a telephone writes it, with a film of the moment behind it."""
    data = written(
        picture(),
        "JPEG",
        **{"quality": 90, "exif": exif(), "icc_profile": ICC, "xmp": XMP, "comment": b"Hotel Carmel", **save},
    )
    private = b"Photoshop 3.0\x00Hotel Carmel"
    segment = b"\xff\xed" + struct.pack(">H", len(private) + 2) + private
    return data[:2] + segment + data[2:] + b"ftypmp42 Hotel Carmel 32,47.1N"


def png(**save: Any) -> bytes:
    """A picture with words, times and places in it."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Location", "Hotel Carmel")
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
    notes.add_text("Device", "SecretPhone", zip=True)
    data = written(picture("RGBA"), "PNG", **{"pnginfo": notes, "exif": exif(), "icc_profile": ICC, **save})
    return data + b"Hotel Carmel behind the end"


def webp(**save: Any) -> bytes:
    """A picture of the web, with the same."""
    return written(
        picture("RGBA"),
        "WEBP",
        **{"lossless": True, "exif": exif().tobytes(), "xmp": XMP, "icc_profile": ICC, **save},
    )


def gif() -> bytes:
    """Two frames that loop, with a comment."""
    frames = [picture("L"), picture("L").rotate(180)]
    return written(
        frames[0],
        "GIF",
        save_all=True,
        append_images=frames[1:],
        loop=0,
        duration=90,
        comment=b"Hotel Carmel SecretPhone",
    )


def written(image: Image.Image, form: str, **save: Any) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    image.save(out, form, **save)
    return out.getvalue()


def png_chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb() -> bytes:
    """A few bytes that claim 60,000 x 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 1000)
    parts = (png_chunk(b"IHDR", head), png_chunk(b"IDAT", data), png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
