package io.pinelink.bulk;

import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
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
 * Where a bulk operation reads vectors, records, ids or updates from, one by one and never all at
 * once. A source is read once, and none of its elements is null.
 *
 * <p>An iterator or stream is read by the thread that calls {@code Index}, or for {@code
 * AsyncIndex} by the options' source executor; it may block. A stream is closed when the bulk
 * operation is over. A publisher is asked for no more than there is room for.
 *
 * @param <T> {@link Vector}, {@link TextRecord}, {@link String} for ids, or {@link UpdateRequest}
 */
public final class BulkSource<T> {
  private final Class<T> type;
  private final @Nullable Supplier<Iterator<? extends T>> iterator;
  private final Flow.@Nullable Publisher<? extends T> publisher;
  private final Runnable close;
  private final OptionalLong size;

  private BulkSource(
      Class<T> type,
      @Nullable Supplier<Iterator<? extends T>> iterator,
      Flow.@Nullable Publisher<? extends T> publisher,
      Runnable close,
      OptionalLong size) {
    this.type = type;
    this.iterator = iterator;
    this.publisher = publisher;
    this.close = close;
    this.size = size;
  }

  /** Vectors to iterate over, once. */
  public static BulkSource<Vector> vectors(Iterable<? extends Vector> vectors) {
    return of(Vector.class, vectors);
  }

  /** The vectors that the iterator still has. */
  public static BulkSource<Vector> vectors(Iterator<? extends Vector> vectors) {
    return of(Vector.class, vectors);
  }

  /** A stream of vectors. It is read in order, by one thread, also if it is parallel. */
  public static BulkSource<Vector> vectors(Stream<? extends Vector> vectors) {
    return of(Vector.class, vectors);
  }

  /** Vectors of a publisher, which is subscribed to once. */
  public static BulkSource<Vector> vectors(Flow.Publisher<? extends Vector> vectors) {
    return of(Vector.class, vectors);
  }

  /** Records to iterate over, once. */
  public static BulkSource<TextRecord> records(Iterable<TextRecord> records) {
    return of(TextRecord.class, records);
  }

  /** The records that the iterator still has. */
  public static BulkSource<TextRecord> records(Iterator<TextRecord> records) {
    return of(TextRecord.class, records);
  }

  /** A stream of records. It is read in order, by one thread, also if it is parallel. */
  public static BulkSource<TextRecord> records(Stream<TextRecord> records) {
    return of(TextRecord.class, records);
  }

  /** Records of a publisher, which is subscribed to once. */
  public static BulkSource<TextRecord> records(Flow.Publisher<TextRecord> records) {
    return of(TextRecord.class, records);
  }

  /** Ids to iterate over, once. */
  public static BulkSource<String> ids(Iterable<String> ids) {
    return of(String.class, ids);
  }

  /** The ids that the iterator still has. */
  public static BulkSource<String> ids(Iterator<String> ids) {
    return of(String.class, ids);
  }

  /** A stream of ids. It is read in order, by one thread, also if it is parallel. */
  public static BulkSource<String> ids(Stream<String> ids) {
    return of(String.class, ids);
  }

  /** Ids of a publisher, which is subscribed to once. */
  public static BulkSource<String> ids(Flow.Publisher<String> ids) {
    return of(String.class, ids);
  }

  /** Updates by id to iterate over, once. */
  public static BulkSource<UpdateRequest> updates(Iterable<UpdateRequest> updates) {
    return of(UpdateRequest.class, updates);
  }

  /** The updates by id that the iterator still has. */
  public static BulkSource<UpdateRequest> updates(Iterator<UpdateRequest> updates) {
    return of(UpdateRequest.class, updates);
  }

  /** A stream of updates by id. It is read in order, by one thread, also if it is parallel. */
  public static BulkSource<UpdateRequest> updates(Stream<UpdateRequest> updates) {
    return of(UpdateRequest.class, updates);
  }

  /** Updates by id of a publisher, which is subscribed to once. */
  public static BulkSource<UpdateRequest> updates(Flow.Publisher<UpdateRequest> updates) {
    return of(UpdateRequest.class, updates);
  }

  private static <T> BulkSource<T> of(Class<T> type, Iterable<? extends T> all) {
    Objects.requireNonNull(all, "source");
    OptionalLong size =
        all instanceof Collection<?> known ? OptionalLong.of(known.size()) : OptionalLong.empty();
    return new BulkSource<>(type, all::iterator, null, () -> {}, size);
  }

  private static <T> BulkSource<T> of(Class<T> type, Iterator<? extends T> all) {
    Objects.requireNonNull(all, "source");
    return new BulkSource<>(type, () -> all, null, () -> {}, OptionalLong.empty());
  }

  private static <T> BulkSource<T> of(Class<T> type, Stream<? extends T> all) {
    Objects.requireNonNull(all, "source");
    return new BulkSource<>(type, all::iterator, null, all::close, OptionalLong.empty());
  }

  private static <T> BulkSource<T> of(Class<T> type, Flow.Publisher<? extends T> all) {
    Objects.requireNonNull(all, "source");
    return new BulkSource<>(type, null, all, () -> {}, OptionalLong.empty());
  }

  /** What it is a source of. */
  public Class<T> type() {
    return type;
  }

  /** A new iterator; empty if this is a publisher. */
  public Optional<Iterator<? extends T>> openIterator() {
    return Optional.ofNullable(iterator).map(Supplier::get);
  }

  /** The publisher; empty if this is none. */
  public Optional<Flow.Publisher<? extends T>> publisher() {
    return Optional.ofNullable(publisher);
  }

  /** How many elements it has, if that is known. */
  public OptionalLong size() {
    return size;
  }

  /** Closes a stream; nothing else needs it. */
  public void close() {
    close.run();
  }

  /** What it is a source of, not its elements. */
  @Override
  public String toString() {
    return "BulkSource[" + type.getSimpleName() + "]";
  }
}
