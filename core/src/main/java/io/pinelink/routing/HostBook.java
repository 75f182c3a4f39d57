package io.pinelink.routing;

import io.pinelink.internal.validation.Check;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The hosts of a project's indexes by name, with which a client opens an index by name where it
 * cannot reach the control plane. A book is stored in a small properties file that can be read and
 * edited by hand:
 *
 * <pre>
 * format = 1
 *
 * docs-example.host = docs-example-a1b234c.svc.aped-4627-b74a.pinecone.io
 * docs-example.private-host = docs-example-a1b234c.svc.private.aped-4627-b74a.pinecone.io
 * docs-example.learnt = 2026-11-25T10:15:30Z
 * docs-example.origin = control-plane
 * docs-example.family = vectors
 * </pre>
 *
 * <p>Only {@code format} and {@code host} are required. Index names are unique within a project, so
 * keep a book for each project.
 *
 * <p>An interface, so that no call of {@link #load} or {@link #update} on a book, which would
 * ignore its entries, compiles.
 *
 * <p>Immutable and thread-safe. A host in a book is not trusted because of that: whether it may
 * receive the API key is decided when its route is created.
 */
public sealed interface HostBook permits HostEntries {
  /** The source of a host. */
  enum Origin {
    /** A response of the control plane. */
    CONTROL_PLANE,
    /** The user or their program. */
    USER;

    /** Returns the origin as written in the file, such as {@code control-plane}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The hosts of one index.
   *
   * @param name the index's name
   * @param host the index's host, normally in public form, as accepted by {@link
   *     IndexHost#parse(String)}; normalized to lower case without scheme, slash or trailing dot
   * @param privateHost the index's private host; empty if none is known, so that it is derived from
   *     {@code host}
   * @param learnt when the hosts became known; empty if that was not recorded, which counts as
   *     older than any instant
   * @param origin the source of the hosts
   * @param family the API that the index speaks; empty if it is not known
   */
  record Entry(
      String name,
      String host,
      Optional<String> privateHost,
      Optional<Instant> learnt,
      Origin origin,
      Optional<IndexFamily> family) {

    /**
     * Checks name and hosts.
     *
     * @throws IllegalArgumentException if the index name or a host is invalid, or the private host
     *     is in public form
     */
    public Entry {
      Objects.requireNonNull(host, "host is null");
      Objects.requireNonNull(learnt, "learnt is null");
      Objects.requireNonNull(origin, "origin is null");
      Objects.requireNonNull(family, "family is null");
      Check.resourceName("index", name);
      host = checkedHost(host);
      privateHost = privateHost.map(Entry::checkedPrivateHost);
    }

    /**
     * Creates an entry for an index whose family is not known.
     *
     * @throws IllegalArgumentException if the index name or a host is invalid
     */
    public Entry(
        String name,
        String host,
        Optional<String> privateHost,
        Optional<Instant> learnt,
        Origin origin) {
      this(name, host, privateHost, learnt, origin, Optional.empty());
    }

    /**
     * Creates an entry for an index of which only the host is known.
     *
     * @throws IllegalArgumentException if the index name or the host is invalid
     */
    public Entry(String name, String host, Origin origin) {
      this(name, host, Optional.empty(), Optional.empty(), origin);
    }

    static String checkedHost(String text) {
      return IndexHost.parse(text).text();
    }

    static String checkedPrivateHost(String text) {
      IndexHost host = IndexHost.parse(text);
      if (!host.isPrivate() && !host.isLocal()) {
        throw new IllegalArgumentException(
            "private host '"
                + host
                + "' is refused: it is a public form; expected 'svc.private' in place of 'svc'");
      }
      return host.text();
    }

    /**
     * Returns whether this entry was learnt after the other one; false if the times are equal or
     * both unknown.
     */
    boolean isNewerThan(Entry other) {
      return learnt.isPresent()
          && (other.learnt.isEmpty() || learnt.get().isAfter(other.learnt.get()));
    }
  }

  /** Returns a book without entries. */
  static HostBook empty() {
    return HostEntries.EMPTY;
  }

  /**
   * Reads a book.
   *
   * @throws UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if it is not a host book, has the format of a newer client, or
   *     has an invalid entry; the message names file, key and value
   */
  static HostBook load(Path file) {
    return new HostBookFile(file).load();
  }

  /**
   * Reads a book like {@link #load}, or returns an empty one if the file is missing.
   *
   * @throws UncheckedIOException if the file exists and cannot be read
   * @throws IllegalArgumentException as {@link #load} throws it
   */
  static HostBook loadOrEmpty(Path file) {
    return new HostBookFile(file).loadIfPresent().orElse(HostEntries.EMPTY);
  }

  /** Returns the entry of an index; empty if the book has none. */
  Optional<Entry> find(String name);

  /** Returns all entries, sorted by name. */
  List<Entry> entries();

  /** Returns this book with an entry added, which replaces an entry of the same index. */
  HostBook with(Entry entry);

  /** Returns this book without the entry of an index, if it has one. */
  HostBook without(String name);

  /**
   * Returns a book with the entries of both books. For the same index the newer entry wins; if
   * neither is newer, this book's.
   */
  HostBook merge(HostBook other);

  /**
   * Merges this book into a file, which is created if it is missing. For the same index the newer
   * entry wins; if neither is newer, the file's, so that manual corrections are kept. Nothing is
   * removed from the file; {@link #update} can do that.
   *
   * <p>Several threads and processes may save into one file without losing entries: each reads,
   * merges and writes while it holds a lock on {@code <file>.lock}, which is not deleted. The file
   * is replaced atomically, so a reader sees either the old or the new book. A file that already
   * contains this book is not changed. Otherwise it is rewritten without its comments and without
   * keys that this client does not know. It keeps its permissions.
   *
   * @return the book that the file contains now
   * @throws UncheckedIOException if the file cannot be read or replaced; its directory must exist
   *     and be writable
   * @throws IllegalArgumentException if the file exists and {@link #load} refuses it; it is not
   *     changed
   */
  HostBook save(Path file);

  /**
   * Changes a file like {@link #save}, but with any function, for example {@code book ->
   * book.without("docs")}.
   *
   * @param change receives the book in the file, an empty one if the file is missing, and returns
   *     the book to write; it runs while the file is locked and must not save or update
   * @return the book that the file contains now
   * @throws UncheckedIOException as {@link #save} throws it
   * @throws IllegalArgumentException as {@link #save} throws it
   */
  static HostBook update(Path file, UnaryOperator<HostBook> change) {
    return new HostBookFile(file).update(change);
  }

  /** Returns the names of the indexes. */
  @Override
  String toString();
}
