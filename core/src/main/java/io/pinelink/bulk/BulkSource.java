package io.pinelink.bulk;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The source of a bulk operation's vectors, records, documents, ids or updates, which are read one
 * by one and never all at once. A source is read once. Its elements must not be null.
 *
 * <pre>{@code
 * index.bulkUpsert(BulkSource.of(vectors), BulkOptions.defaults());
 * index.bulkDelete(BulkSource.of(ids.stream()), BulkOptions.defaults());
 * }</pre>
 *
 * <p>An iterator or stream is read by the thread that calls {@code Index} or {@code DocumentIndex},
 * or for {@code AsyncIndex} and {@code AsyncDocumentIndex} by the options' source executor; it may
 * block. A stream is closed when the bulk operation ends. A publisher is asked for only as many
 * elements as there is capacity for.
 *
 * @param <T> the type of the elements, which the method that takes the source determines
 */
public final class BulkSource<T> {
  private final @Nullable Supplier<Iterator<? extends T>> iterator;
  private final Flow.@Nullable Publisher<? extends T> publisher;
  private final Runnable close;
  private final OptionalLong size;
  private final Optional<String> name;

  private BulkSource(
      @Nullable Supplier<Iterator<? extends T>> iterator,
      Flow.@Nullable Publisher<? extends T> publisher,
      Runnable close,
      OptionalLong size,
      Optional<String> name) {
    this.iterator = iterator;
    this.publisher = publisher;
    this.close = close;
    this.size = size;
    this.name = name;
  }

  /** Creates a source of elements that are iterated over once. */
  public static <T> BulkSource<T> of(Iterable<? extends T> elements) {
    Objects.requireNonNull(elements, "elements is null");
    OptionalLong size =
        elements instanceof Collection<?> known
            ? OptionalLong.of(known.size())
            : OptionalLong.empty();
    return new BulkSource<>(elements::iterator, null, () -> {}, size, Optional.empty());
  }

  /** Creates a source of the iterator's remaining elements. */
  public static <T> BulkSource<T> of(Iterator<? extends T> elements) {
    Objects.requireNonNull(elements, "elements is null");
    return new BulkSource<>(() -> elements, null, () -> {}, OptionalLong.empty(), Optional.empty());
  }

  /**
   * Creates a source from a stream. It is read in order, by one thread, even if it is parallel, and
   * closed when the bulk operation ends.
   */
  public static <T> BulkSource<T> of(Stream<? extends T> elements) {
    Objects.requireNonNull(elements, "elements is null");
    return new BulkSource<>(
        elements::iterator, null, elements::close, OptionalLong.empty(), Optional.empty());
  }

  /** Creates a source from a publisher, which is subscribed to once. */
  public static <T> BulkSource<T> of(Flow.Publisher<? extends T> elements) {
    Objects.requireNonNull(elements, "elements is null");
    return new BulkSource<>(null, elements, () -> {}, OptionalLong.empty(), Optional.empty());
  }

  /**
   * Returns a copy of a source with a name, which a {@linkplain BulkOptions.Builder#checkpoint
   * checkpoint} records: a bulk operation of a source with another name, or without one, does not
   * continue it. Give a new name to a source whose elements changed although their ids are the
   * same, such as {@code articles-2026-11}. Default: no name; ids alone distinguish sources.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static <T> BulkSource<T> named(String name, BulkSource<T> source) {
    Check.notBlank("name", Objects.requireNonNull(name, "name is null"));
    Objects.requireNonNull(source, "source is null");
    return new BulkSource<>(
        source.iterator, source.publisher, source.close, source.size, Optional.of(name));
  }

  /** Returns the name of this source; empty if it has none. */
  public Optional<String> name() {
    return name;
  }

  /** Returns a new iterator; empty for a publisher. */
  public Optional<Iterator<? extends T>> openIterator() {
    return Optional.ofNullable(iterator).map(Supplier::get);
  }

  /** Returns the publisher; empty if the source has none. */
  public Optional<Flow.Publisher<? extends T>> publisher() {
    return Optional.ofNullable(publisher);
  }

  /** Returns the number of elements, if known. */
  public OptionalLong size() {
    return size;
  }

  /** Closes a stream; other sources need no closing. */
  public void close() {
    close.run();
  }

  /** Returns the name, if any, not the elements. */
  @Override
  public String toString() {
    return "BulkSource[" + name.orElse("") + "]";
  }
}
