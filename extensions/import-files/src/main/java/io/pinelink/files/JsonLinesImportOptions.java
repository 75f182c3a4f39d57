package io.pinelink.files;

import io.pinelink.control.IndexSchema;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The size of import files of documents, and the schema that they are checked against. The defaults
 * suit most loads. Immutable and thread-safe.
 */
public final class JsonLinesImportOptions {
  private static final JsonLinesImportOptions DEFAULTS = builder().build();

  private final FileSplit split;
  private final @Nullable IndexSchema schema;

  private JsonLinesImportOptions(Builder builder) {
    this.split = builder.split;
    this.schema = builder.schema;
  }

  /** Returns the defaults of the {@link Builder}. */
  public static JsonLinesImportOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the size at which a file is completed, in bytes: {@link Builder#fileBytes}. */
  public long fileBytes() {
    return split.fileBytes();
  }

  /** Returns the maximum number of open namespaces: {@link Builder#maxOpenNamespaces}. */
  public int maxOpenNamespaces() {
    return split.maxOpenNamespaces();
  }

  /** Returns the schema of the index: {@link Builder#schema}; empty if it was not set. */
  public Optional<IndexSchema> schema() {
    return Optional.ofNullable(schema);
  }

  FileSplit split() {
    return split;
  }

  /** Builds {@link JsonLinesImportOptions}. Not thread-safe. */
  public static final class Builder {
    private FileSplit split = FileSplit.DEFAULT;
    private @Nullable IndexSchema schema;

    private Builder() {}

    /**
     * Sets the size at which a file is completed and the namespace's next one begins, in bytes: 64
     * KiB to 9 GiB. A file may exceed it by a part of its last document. The service accepts at
     * most 100,000 files of at most 10 GB. Default: 1 GiB.
     */
    public Builder fileBytes(long bytes) {
      this.split = split.withFileBytes(bytes);
      return this;
    }

    /**
     * Sets how many namespaces can have an unfinished file at the same time, 1 to 10,000. To open
     * one more, the writer completes the file of the least recently written namespace, which gets
     * another file if it is written to again. Each unfinished file takes a file handle and 64 KiB
     * of memory. Default: 16.
     */
    public Builder maxOpenNamespaces(int namespaces) {
      this.split = split.withMaxOpenNamespaces(namespaces);
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

    /** Builds the options. */
    public JsonLinesImportOptions build() {
      return new JsonLinesImportOptions(this);
    }
  }
}
