"""Makes a screen picture small: palette.py FILE.png

A screen has few colours, and their shades at the edges of letters. The picture is rewritten with a palette of at most 256:
each channel keeps as many bits as that allows. Standard library only; reads what Chromium writes (8 bit RGB or RGBA).
"""

import struct
import sys
import zlib


def chunks(data):
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def rows(width, height, channels, raw):
    """The rows of pixel bytes, their PNG filters undone."""
    stride = width * channels
    before = bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            left = row[i - channels] if i >= channels else 0
            up = before[i]
            if kind == 1:
                row[i] = (row[i] + left) & 255
            elif kind == 2:
                row[i] = (row[i] + up) & 255
            elif kind == 3:
                row[i] = (row[i] + (left + up) // 2) & 255
            elif kind == 4:
                corner = before[i - channels] if i >= channels else 0
                guess = left + up - corner
                distances = (abs(guess - left), abs(guess - up), abs(guess - corner))
                row[i] = (row[i] + (left, up, corner)[distances.index(min(distances))]) & 255
        before = row
        yield row


def main(path):
    with open(path, "rb") as file:
        parts = list(chunks(file.read()))
    width, height, depth, colour_type = struct.unpack_from(">IIBB", parts[0][1])
    if depth != 8 or colour_type not in (2, 6):
        sys.exit(f"{path}: 8 bit RGB or RGBA expected")
    channels = 3 if colour_type == 2 else 4
    raw = zlib.decompress(b"".join(body for kind, body in parts if kind == b"IDAT"))
    pixels = []
    for row in rows(width, height, channels, raw):
        pixels.append([(row[i], row[i + 1], row[i + 2]) for i in range(0, len(row), channels)])

    common = {}
    for row in pixels:
        for pixel in row:
            common[pixel] = common.get(pixel, 0) + 1
    for bits in range(8, 2, -1):
        # A shade is shown as the most common one of those that fall together, so that plain areas keep their colour.
        group = lambda pixel: tuple(value >> (8 - bits) for value in pixel)
        best = {}
        for pixel, count in common.items():
            if count > best.get(group(pixel), (0, None))[0]:
                best[group(pixel)] = (count, pixel)
        if len(best) <= 256:
            break
    number = {key: index for index, key in enumerate(best)}
    table = {pixel: number[group(pixel)] for pixel in common}
    body = b"".join(b"\0" + bytes(table[pixel] for pixel in row) for row in pixels)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.write(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)))
        file.write(chunk(b"PLTE", b"".join(bytes(pixel) for _, pixel in best.values())))
        file.write(chunk(b"IDAT", zlib.compress(body, 9)))
        file.write(chunk(b"IEND", b""))


main(sys.argv[1])
