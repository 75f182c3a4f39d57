package io.pinelink.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How the pages of a file are compressed. Floats hardly shrink; metadata does. Snappy and Zstandard
 * load a native library from their jar; where that is not allowed, take {@link #NONE}.
 */
public enum Compression {
  /** Not at all; no native library is loaded. */
  NONE(CompressionCodecName.UNCOMPRESSED),

  /** Fast, and what most tools write, so the default. */
  SNAPPY(CompressionCodecName.SNAPPY),

  /** Smaller, and slower to write. */
  ZSTD(CompressionCodecName.ZSTD);

  private final CompressionCodecName codec;

  Compression(CompressionCodecName codec) {
    this.codec = codec;
  }

  CompressionCodecName codec() {
    return codec;
  }
}
