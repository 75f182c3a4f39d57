package io.pinelink.files;

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
  ZSTD
}
