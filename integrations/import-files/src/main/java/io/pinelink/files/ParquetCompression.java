package io.pinelink.files;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The compression of a file's pages. It barely shrinks floats, but does shrink metadata. Snappy and
 * Zstandard load a native library from their jar; where that is not allowed, use {@link #NONE}.
 */
public enum ParquetCompression {
  /** No compression. Loads no native library. */
  NONE(CompressionCodecName.UNCOMPRESSED),

  /** Fast, and written by most tools. The default. */
  SNAPPY(CompressionCodecName.SNAPPY),

  /** Smaller files that are slower to write. */
  ZSTD(CompressionCodecName.ZSTD);

  private final CompressionCodecName codec;

  ParquetCompression(CompressionCodecName codec) {
    this.codec = codec;
  }

  CompressionCodecName codec() {
    return codec;
  }
}
