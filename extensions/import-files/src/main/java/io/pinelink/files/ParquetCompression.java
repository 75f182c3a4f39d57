package io.pinelink.files;

import io.pinelink.files.internal.ParquetJars;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The compression of a file's pages. Metadata compresses well, floats barely. Snappy and Zstandard
 * load a native library from their jar; where that is not allowed, use {@link #NONE}.
 */
public enum ParquetCompression {
  /** No compression. Loads no native library. */
  NONE,

  /** Fast, and written by most tools. The default. */
  SNAPPY,

  /** Smaller files that are slower to write. */
  ZSTD;

  /** Returns Parquet's name. Call {@link ParquetJars#makeReadable} first. */
  CompressionCodecName codec() {
    return switch (this) {
      case NONE -> CompressionCodecName.UNCOMPRESSED;
      case SNAPPY -> CompressionCodecName.SNAPPY;
      case ZSTD -> CompressionCodecName.ZSTD;
    };
  }
}
