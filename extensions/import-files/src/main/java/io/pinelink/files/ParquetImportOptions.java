package io.pinelink.files;

import java.util.Objects;

/**
 * The size, memory use and compression of import files. The defaults suit most loads. Immutable and
 * thread-safe.
 */
public final class ParquetImportOptions {
  private static final int KIB = 1024;
  private static final int GIB = KIB * KIB * KIB;

  private static final ParquetImportOptions DEFAULTS = builder().build();

  private final int rowGroupBytes;
  private final FileSplit split;
  private final ParquetCompression compression;

  private ParquetImportOptions(Builder builder) {
    this.rowGroupBytes = builder.rowGroupBytes;
    this.split = builder.split;
    this.compression = builder.compression;
  }

  /** Returns the defaults of the {@link Builder}. */
  public static ParquetImportOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the size of a row group in bytes: {@link Builder#rowGroupBytes}. */
  public int rowGroupBytes() {
    return rowGroupBytes;
  }

  /** Returns the size at which a file is completed, in bytes: {@link Builder#fileBytes}. */
  public long fileBytes() {
    return split.fileBytes();
  }

  /** Returns the maximum number of open namespaces: {@link Builder#maxOpenNamespaces}. */
  public int maxOpenNamespaces() {
    return split.maxOpenNamespaces();
  }

  /** Returns the compression of pages: {@link Builder#compression}. */
  public ParquetCompression compression() {
    return compression;
  }

  FileSplit split() {
    return split;
  }

  /** Builds {@link ParquetImportOptions}. Not thread-safe. */
  public static final class Builder {
    private int rowGroupBytes = 16 * KIB * KIB;
    private FileSplit split = FileSplit.DEFAULT;
    private ParquetCompression compression = ParquetCompression.SNAPPY;

    private Builder() {}

    /**
     * Sets how much of a file is kept in memory before it is written, in compressed bytes: 64 KiB
     * to 1 GiB. It is checked at least every 100 vectors, so it may be exceeded by up to 100
     * vectors. Default: 16 MiB.
     */
    public Builder rowGroupBytes(int bytes) {
      FileSplit.checkRange("rowGroupBytes", bytes, 64 * KIB, GIB);
      this.rowGroupBytes = bytes;
      return this;
    }

    /**
     * Sets the size at which a file is completed and the namespace's next one begins, in bytes: 64
     * KiB to 9 GiB. The service accepts at most 100,000 files of at most 10 GB. Default: 1 GiB.
     */
    public Builder fileBytes(long bytes) {
      this.split = split.withFileBytes(bytes);
      return this;
    }

    /**
     * Sets how many namespaces can have an unfinished file at the same time, 1 to 10,000. To open
     * one more, the writer completes the file of the least recently written namespace, which gets
     * another file if it is written to again. Each unfinished file takes up to {@link
     * #rowGroupBytes} of memory and a file handle. Default: 16.
     */
    public Builder maxOpenNamespaces(int namespaces) {
      this.split = split.withMaxOpenNamespaces(namespaces);
      return this;
    }

    /** Sets the compression of pages. Default: {@link ParquetCompression#SNAPPY}. */
    public Builder compression(ParquetCompression compression) {
      this.compression = Objects.requireNonNull(compression, "compression is null");
      return this;
    }

    /** Builds the options. */
    public ParquetImportOptions build() {
      return new ParquetImportOptions(this);
    }
  }
}
