package io.pinelink.connector;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.internal.validation.Check;
import java.util.Locale;
import java.util.Objects;

/**
 * The index of a connector: its name or host, and what it stores. Immutable.
 *
 * <p>Opening an index by its name asks the control plane, unless the client's host book has the
 * name. It fails as {@link Pinelink#index(String)} and {@link Pinelink#indexAt(String)} do.
 */
public final class IndexTarget {
  private final Kind kind;
  private final boolean isHost;
  private final String nameOrHost;

  private IndexTarget(Kind kind, boolean isHost, String nameOrHost) {
    this.kind = Objects.requireNonNull(kind, "kind is null");
    this.isHost = isHost;
    this.nameOrHost = nameOrHost;
  }

  /** The kind of an index. */
  public enum Kind {
    /** Vectors, with values that the caller has. */
    VECTORS,
    /** Records, whose text the index embeds. */
    RECORDS,
    /** Documents with a schema. */
    DOCUMENTS
  }

  /**
   * Returns the index with a name.
   *
   * @throws IllegalArgumentException if it is not 1 to 45 of a-z, 0-9 and hyphen
   */
  public static IndexTarget named(Kind kind, String name) {
    Objects.requireNonNull(name, "name is null");
    return new IndexTarget(kind, false, Check.resourceName("index", name));
  }

  /** Returns the index at a host, in public or private form. */
  public static IndexTarget at(Kind kind, String host) {
    return new IndexTarget(kind, true, Objects.requireNonNull(host, "host is null"));
  }

  /** Returns what the index stores. */
  public Kind kind() {
    return kind;
  }

  /**
   * Opens the index for vectors. An index of records stores its records as vectors, so it is opened
   * too.
   *
   * @throws IllegalStateException if the kind is documents
   */
  public Index vectors(Pinelink client) {
    Objects.requireNonNull(client, "client is null");
    if (kind == Kind.RECORDS) {
      return records(client).index();
    }
    check(Kind.VECTORS, "'vectors' or 'records'");
    return isHost ? client.indexAt(nameOrHost) : client.index(nameOrHost);
  }

  /**
   * Opens the index for records.
   *
   * @throws IllegalStateException if the kind is another
   */
  public RecordIndex records(Pinelink client) {
    Objects.requireNonNull(client, "client is null");
    check(Kind.RECORDS, "'records'");
    return isHost ? client.recordsAt(nameOrHost) : client.records(nameOrHost);
  }

  /**
   * Opens the index for documents.
   *
   * @throws IllegalStateException if the kind is another
   */
  public DocumentIndex documents(Pinelink client) {
    Objects.requireNonNull(client, "client is null");
    check(Kind.DOCUMENTS, "'documents'");
    return isHost ? client.documentsAt(nameOrHost) : client.documents(nameOrHost);
  }

  private void check(Kind required, String expected) {
    if (kind != required) {
      throw new IllegalStateException(
          "index.kind is '" + kind.name().toLowerCase(Locale.ROOT) + "', expected " + expected);
    }
  }

  /**
   * Opens the index, of any kind, for a connector that writes.
   *
   * @throws IllegalArgumentException if the route policy or a rule refuses the index
   */
  public SinkIndex sink(Pinelink client) {
    Objects.requireNonNull(client, "client is null");
    return kind == Kind.DOCUMENTS
        ? new DocumentSink(documents(client))
        : new VectorSink(vectors(client));
  }

  /** Returns the name or host. */
  @Override
  public String toString() {
    return nameOrHost;
  }
}
