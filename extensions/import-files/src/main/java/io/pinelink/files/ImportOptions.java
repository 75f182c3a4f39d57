package io.pinelink.files;

import io.pinelink.control.IndexSchema;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The size, memory use and compression of import files, and the schema that documents are checked
 * against. The defaults suit most loads. Immutable and thread-safe.
 */
public final class ImportOptions extends Built<ImportOptions.Builder> {
  private static final int KIB = 1024;
  private static final int GIB = KIB * KIB * KIB;

  /** The service accepts files of up to 10 GB; the rest is reserved for the end of a file. */
  private static final long MAX_FILE_BYTES = 9L * GIB;

  private static final ImportOptions DEFAULTS = builder().build();

  private ImportOptions(Builder builder) {
    super(builder);
  }

  /** Returns the defaults of the {@link Builder}. */
  public static ImportOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  public long fileBytes() {
    return settings.fileBytes;
  }

  public int maxOpenNamespaces() {
    return settings.maxOpenNamespaces;
  }

  public int rowGroupBytes() {
    return settings.rowGroupBytes;
  }

  public ParquetCompression compression() {
    return settings.compression;
  }

  public Optional<IndexSchema> schema() {
    return Optional.ofNullable(settings.schema);
  }

  /** Builds {@link ImportOptions}. Not thread-safe. */
  public static final class Builder extends Settings {
    private long fileBytes = GIB;
    private int maxOpenNamespaces = 16;
    private int rowGroupBytes = 16 * KIB * KIB;
    private ParquetCompression compression = ParquetCompression.SNAPPY;
    private @Nullable IndexSchema schema;

    private Builder() {}

    /**
     * Sets the size at which a file is completed and the namespace's next one begins, in bytes: 64
     * KiB to 9 GiB. A file may exceed it by a part of its last document. The service accepts at
     * most 100,000 files of at most 10 GB. Default: 1 GiB.
     */
    public Builder fileBytes(long bytes) {
      this.fileBytes = checked("fileBytes", bytes, 64 * KIB, MAX_FILE_BYTES);
      return this;
    }

    /**
     * Sets how many namespaces can have an unfinished file at the same time, 1 to 10,000. To open
     * one more, the writer completes the file of the least recently written namespace, which gets
     * another file if it is written to again. Each unfinished file takes a file handle and memory:
     * up to {@link #rowGroupBytes} for Parquet, 64 KiB for JSON Lines. Default: 16.
     */
    public Builder maxOpenNamespaces(int namespaces) {
      this.maxOpenNamespaces = (int) checked("maxOpenNamespaces", namespaces, 1, 10_000);
      return this;
    }

    /**
     * Sets how much of a Parquet file is kept in memory before it is written, in compressed bytes:
     * 64 KiB to 1 GiB. It is checked at least every 100 vectors, so it may be exceeded by up to 100
     * vectors. Default: 16 MiB.
     */
    public Builder rowGroupBytes(int bytes) {
      this.rowGroupBytes = (int) checked("rowGroupBytes", bytes, 64 * KIB, GIB);
      return this;
    }

    /** Sets the compression of Parquet's pages. Default: {@link ParquetCompression#SNAPPY}. */
    public Builder compression(ParquetCompression compression) {
      this.compression = Objects.requireNonNull(compression, "compression is null");
      return this;
    }

    /**
     * Sets the schema of the index, so that the writer refuses documents that the import would
     * refuse: those without a declared field, with a value of another kind than its field, with
     * another dimension, with dense or sparse values in a field that is not declared, or with a
     * text for full-text search of more than 102,400 bytes. {@code
     * client.controlPlane().describeIndex(name).schema()} returns it. Default: none.
     */
    public Builder schema(IndexSchema schema) {
      this.schema = Objects.requireNonNull(schema, "schema is null");
      return this;
    }

    private static long checked(String field, long value, long min, long max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            field + " is " + value + ", expected " + min + " to " + max);
      }
      return value;
    }

    /** Builds the options. */
    public ImportOptions build() {
      return new ImportOptions(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(fileBytes, maxOpenNamespaces, rowGroupBytes, compression, schema);
    }
  }
}
