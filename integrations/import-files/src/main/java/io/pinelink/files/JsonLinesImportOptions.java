package io.pinelink.files;

/**
 * The size of import files of documents. The defaults suit most loads. Immutable and thread-safe.
 */
public final class JsonLinesImportOptions {
  private static final JsonLinesImportOptions DEFAULTS = builder().build();

  private final FileSplit split;

  private JsonLinesImportOptions(Builder builder) {
    this.split = builder.split;
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

  FileSplit split() {
    return split;
  }

  /** Builds {@link JsonLinesImportOptions}. Not thread-safe. */
  public static final class Builder {
    private FileSplit split = FileSplit.DEFAULT;

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

    /** Builds the options. */
    public JsonLinesImportOptions build() {
      return new JsonLinesImportOptions(this);
    }
  }
}
