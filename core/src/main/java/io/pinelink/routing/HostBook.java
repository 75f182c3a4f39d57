package io.pinelink.routing;

import io.pinelink.internal.validation.Check;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of a project's indexes by name, so that an index opens by name where the control plane
 * cannot be reached. It lives in a small properties file that people can read and edit:
 *
 * <pre>
 * format = 1
 *
 * docs-example.host = docs-example-a1b234c.svc.aped-4627-b74a.pinecone.io
 * docs-example.private-host = docs-example-a1b234c.svc.private.aped-4627-b74a.pinecone.io
 * docs-example.learnt = 2026-11-25T10:15:30Z
 * docs-example.origin = control-plane
 * </pre>
 *
 * <p>Only {@code format} and {@code host} are needed. Index names are unique within a project, so
 * keep a book for each project.
 *
 * <p>Immutable and thread-safe. A book trusts nobody: whether a host may receive the API key is
 * decided where a route is made of it.
 */
public final class HostBook {
  private static final HostBook EMPTY = new HostBook(new TreeMap<>());

  private final SortedMap<String, Entry> entries;

  /** A book of entries by name; the map is not copied. */
  HostBook(SortedMap<String, Entry> entries) {
    this.entries = Collections.unmodifiableSortedMap(entries);
  }

  /** Who named a host. */
  public enum Origin {
    /** The control plane's answer. */
    CONTROL_PLANE,
    /** A person or their program. */
    USER;

    /** The origin as the file has it, such as {@code control-plane}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The hosts of one index.
   *
   * @param name the index's name
   * @param host the index's host, normally in public form, as {@link IndexHost#parse(String)} takes
   *     it; kept in lower case without decoration
   * @param privateHost the same for the private form; empty if none is known, which leaves it to be
   *     made from {@code host}
   * @param learnt when the hosts became known; empty if that was not written down, which counts as
   *     older than any instant
   * @param origin who named them
   */
  public record Entry(
      String name,
      String host,
      Optional<String> privateHost,
      Optional<Instant> learnt,
      Origin origin) {

    /**
     * Checks name and hosts.
     *
     * @throws IllegalArgumentException if the name is none of an index, a host is none, or the
     *     private host is in public form
     */
    public Entry {
      Check.resourceName("index", name);
      host = checkedHost(host);
      privateHost = privateHost.map(Entry::checkedPrivateHost);
    }

    /**
     * Describes an index of which no more is known than its host.
     *
     * @throws IllegalArgumentException if the name is none of an index, or the host is none
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

    /** Whether this was learnt after the other; never if neither or both say the same. */
    boolean isNewerThan(Entry other) {
      return learnt.isPresent()
          && (other.learnt.isEmpty() || learnt.get().isAfter(other.learnt.get()));
    }
  }

  /** A book without entries. */
  public static HostBook empty() {
    return EMPTY;
  }

  /**
   * Reads a book.
   *
   * @throws UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if it is no host book, a newer client wrote it in a format
   *     that this one does not know, or an entry is wrong; the message names file, key and value
   */
  public static HostBook load(Path file) {
    return new HostBookFile(file).load();
  }

  /**
   * Reads a book as {@link #load} does; an empty one if the file is missing.
   *
   * @throws UncheckedIOException if the file is there and cannot be read
   * @throws IllegalArgumentException as {@link #load} throws it
   */
  public static HostBook loadOrEmpty(Path file) {
    return new HostBookFile(file).loadIfPresent().orElse(EMPTY);
  }

  /** The entry of an index; empty if the book has none. */
  public Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** All entries, sorted by name. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** This book with an entry added, or put in place of that of the same index. */
  public HostBook with(Entry entry) {
    SortedMap<String, Entry> changed = new TreeMap<>(entries);
    changed.put(entry.name(), entry);
    return new HostBook(changed);
  }

  /** This book without the entry of an index, if it has one. */
  public HostBook without(String name) {
    SortedMap<String, Entry> changed = new TreeMap<>(entries);
    changed.remove(name);
    return new HostBook(changed);
  }

  /** The entries of both books. Of the same index the newer one stays; if none is, this book's. */
  public HostBook merge(HostBook other) {
    SortedMap<String, Entry> merged = new TreeMap<>(entries);
    other.entries.forEach(
        (name, entry) ->
            merged.merge(name, entry, (ours, theirs) -> theirs.isNewerThan(ours) ? theirs : ours));
    return new HostBook(merged);
  }

  /**
   * Merges this book into a file, which is made if it is missing. Of the same index the newer entry
   * stays; if none is, the file's, so that what a person corrected there is kept. Nothing is
   * removed from the file; {@link #update} can do that.
   *
   * <p>Several threads and processes may save into one file and lose nothing: each reads, merges
   * and writes while it holds a lock on {@code <file>.lock}, which stays behind. The file is
   * replaced as a whole, so a reader sees the old or the new book and never a part. A file that
   * holds all of this book already is left as it is; another is written anew, without the comments
   * and the keys that this client does not know. It keeps its permissions.
   *
   * @return the book that the file holds now
   * @throws UncheckedIOException if the file cannot be read or replaced; its directory must exist
   *     and be writable
   * @throws IllegalArgumentException if the file is there and {@link #load} refuses it; it is left
   *     as it is
   */
  public HostBook save(Path file) {
    return update(file, held -> held.merge(this));
  }

  /**
   * Changes a file as {@link #save} does, but as one likes, for example {@code book ->
   * book.without("docs")}.
   *
   * @param change gets the book in the file, an empty one if the file is missing, and gives the
   *     book to write; it runs while the file is locked and must not save or update
   * @return the book that the file holds now
   * @throws UncheckedIOException as {@link #save} throws it
   * @throws IllegalArgumentException as {@link #save} throws it
   */
  public static HostBook update(Path file, UnaryOperator<HostBook> change) {
    return new HostBookFile(file).update(change);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostBook that && that.entries.equals(entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** The names of the indexes. */
  @Override
  public String toString() {
    return "HostBook" + entries.keySet();
  }
}
