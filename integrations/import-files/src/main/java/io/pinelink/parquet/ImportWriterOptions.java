package io.pinelink.parquet;

import java.util.Objects;

/**
 * How large files get, how much of them is in memory, and how they are compressed. The defaults
 * suit most loads. Immutable and thread-safe.
 */
public final class ImportWriterOptions {
  private static final int KIB = 1024;
  private static final long GIB = 1024L * 1024 * 1024;

  /** The service takes files of 10 GB; what is left is room for the end of a file. */
  private static final long MAX_FILE_BYTES = 9 * GIB;

  private static final ImportWriterOptions DEFAULTS = builder().build();

  private final int rowGroupBytes;
  private final long fileBytes;
  private final int maxOpenNamespaces;
  private final Compression compression;

  private ImportWriterOptions(Builder builder) {
    this.rowGroupBytes = builder.rowGroupBytes;
    this.fileBytes = builder.fileBytes;
    this.maxOpenNamespaces = builder.maxOpenNamespaces;
    this.compression = builder.compression;
  }

  /** The defaults of the {@link Builder}. */
  public static ImportWriterOptions defaults() {
    return DEFAULTS;
  }

  /** Begins options with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** As {@link Builder#rowGroupBytes}. */
  public int rowGroupBytes() {
    return rowGroupBytes;
  }

  /** As {@link Builder#fileBytes}. */
  public long fileBytes() {
    return fileBytes;
  }

  /** As {@link Builder#maxOpenNamespaces}. */
  public int maxOpenNamespaces() {
    return maxOpenNamespaces;
  }

  /** As {@link Builder#compression}. */
  public Compression compression() {
    return compression;
  }

  /** Builds {@link ImportWriterOptions}. Not thread-safe. */
  public static final class Builder {
    private int rowGroupBytes = 16 * KIB * KIB;
    private long fileBytes = GIB;
    private int maxOpenNamespaces = 16;
    private Compression compression = Compression.SNAPPY;

    private Builder() {}

    /**
     * How much of a file is held in memory before it is written, in bytes as compressed: 64 KiB to
     * 1 GiB. It is looked at every 100 vectors at the latest, so as much as 100 vectors may come on
     * top. Default: 16 MiB.
     */
    public Builder rowGroupBytes(int bytes) {
      this.rowGroupBytes = (int) range("rowGroupBytes", bytes, 64 * KIB, GIB);
      return this;
    }

    /**
     * The size at which a file is completed and the namespace's next one begins, in bytes: 64 KiB
     * to 9 GiB, since the service takes files of at most 10 GB, and 100,000 of them. Default: 1
     * GiB.
     */
    public Builder fileBytes(long bytes) {
      this.fileBytes = range("fileBytes", bytes, 64 * KIB, MAX_FILE_BYTES);
      return this;
    }

    /**
     * How many namespaces have an unfinished file at the same time, 1 to 10,000. When one more
     * comes, the file of the one that was not written to for longest is completed; if that
     * namespace comes again, it gets another file. Each holds up to {@link #rowGroupBytes} in
     * memory, and a file handle. Default: 16.
     */
    public Builder maxOpenNamespaces(int namespaces) {
      this.maxOpenNamespaces = (int) range("maxOpenNamespaces", namespaces, 1, 10_000);
      return this;
    }

    /** How pages are compressed. Default: {@link Compression#SNAPPY}. */
    public Builder compression(Compression compression) {
      this.compression = Objects.requireNonNull(compression, "compression");
      return this;
    }

    private static long range(String field, long value, long min, long max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            field + " is " + value + ", expected " + min + " to " + max);
      }
      return value;
    }

    /** The options. */
    public ImportWriterOptions build() {
      return new ImportWriterOptions(this);
    }
  }
}
