"""Zstandard: a fifth less than gzip. No browser unpacks it by itself."""

import zstandard

SMALLEST = zstandard.ZstdCompressionParameters.from_level(22, window_log=25, write_checksum=True)


def packed(content: bytes) -> bytes:
    """Compressed as one stream: neighbours share a lot."""
    return zstandard.ZstdCompressor(compression_params=SMALLEST).compress(content)


def unpacked(content: bytes) -> bytes:
    """The other way round."""
    return zstandard.ZstdDecompressor().decompress(content)
