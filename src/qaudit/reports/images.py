"""Pictures made small enough for print, as `data:` URIs. Through Pillow, which sees every byte from outside."""

import base64
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 60_000_000
"""A picture that claims more is refused before it is decoded."""
QUALITY = 72


class UnreadableImage(Exception):
    """Bytes that are no picture this program can print."""


class ImageTooLarge(UnreadableImage):
    """A picture of more pixels than this program will decode."""


def print_image(data: bytes, longest_side: int, *, keeps_transparency: bool = False) -> tuple[str, int, int]:
    """A picture scaled down to `longest_side` pixels: its `data:` URI, width and height.

    JPEG, or PNG where transparency is kept. Equal bytes give an equal URI. Raises `ImageTooLarge`,
    `UnreadableImage`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise ImageTooLarge
                opened.draft("RGB", (longest_side, longest_side))
                image = ImageOps.exif_transpose(opened)
                image.thumbnail((longest_side, longest_side))
                return _encoded(image, keeps_transparency)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageTooLarge from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise UnreadableImage from error


def _encoded(image: Image.Image, keeps_transparency: bool) -> tuple[str, int, int]:
    out = io.BytesIO()
    if keeps_transparency:
        image.convert("RGBA").save(out, "PNG", optimize=True)
        media_type = "image/png"
    else:
        _on_white(image).save(out, "JPEG", quality=QUALITY, optimize=True)
        media_type = "image/jpeg"
    return data_uri(media_type, out.getvalue()), image.width, image.height


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and image.mode != "P":
        return image.convert("RGB")
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")


def data_uri(media_type: str, data: bytes) -> str:
    """Bytes inside a page."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"
