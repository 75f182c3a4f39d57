package io.pinelink.bulk;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.internal.validation.Check;
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
 * The source of a bulk operation's vectors, records, documents, ids or updates, which are read one
 * by one and never all at once. A source is read once. Its elements must not be null.
 *
 * <p>An iterator or stream is read by the thread that calls {@code Index} or {@code DocumentIndex},
 * or for {@code AsyncIndex} and {@code AsyncDocumentIndex} by the options' source executor; it may
 * block. A stream is closed when the bulk operation ends. A publisher is asked for only as many
 * elements as there is capacity for.
 *
 * @param <T> {@link Vector}, {@link TextRecord}, {@link Document}, {@link String} for ids, {@link
 *     UpdateRequest} or {@link DocumentUpdate}
 */
public final class BulkSource<T> {
  private final Class<T> type;
  private final @Nullable Supplier<Iterator<? extends T>> iterator;
  private final Flow.@Nullable Publisher<? extends T> publisher;
  private final Runnable close;
  private final OptionalLong size;
  private final Optional<String> name;

  private BulkSource(
      Class<T> type,
      @Nullable Supplier<Iterator<? extends T>> iterator,
      Flow.@Nullable Publisher<? extends T> publisher,
      Runnable close,
      OptionalLong size,
      Optional<String> name) {
    this.type = type;
    this.iterator = iterator;
    this.publisher = publisher;
    this.close = close;
    this.size = size;
    this.name = name;
  }

  /** Creates a source of vectors, which are iterated over once. */
  public static BulkSource<Vector> vectors(Iterable<? extends Vector> vectors) {
    Objects.requireNonNull(vectors, "vectors");
    return of(Vector.class, vectors);
  }

  /** Creates a source of the iterator's remaining vectors. */
  public static BulkSource<Vector> vectors(Iterator<? extends Vector> vectors) {
    Objects.requireNonNull(vectors, "vectors");
    return of(Vector.class, vectors);
  }

  /**
   * Creates a source of vectors from a stream. It is read in order, by one thread, even if it is
   * parallel.
   */
  public static BulkSource<Vector> vectors(Stream<? extends Vector> vectors) {
    Objects.requireNonNull(vectors, "vectors");
    return of(Vector.class, vectors);
  }

  /** Creates a source of vectors from a publisher, which is subscribed to once. */
  public static BulkSource<Vector> vectors(Flow.Publisher<? extends Vector> vectors) {
    Objects.requireNonNull(vectors, "vectors");
    return of(Vector.class, vectors);
  }

  /** Creates a source of records, which are iterated over once. */
  public static BulkSource<TextRecord> records(Iterable<TextRecord> records) {
    Objects.requireNonNull(records, "records");
    return of(TextRecord.class, records);
  }

  /** Creates a source of the iterator's remaining records. */
  public static BulkSource<TextRecord> records(Iterator<TextRecord> records) {
    Objects.requireNonNull(records, "records");
    return of(TextRecord.class, records);
  }

  /**
   * Creates a source of records from a stream. It is read in order, by one thread, even if it is
   * parallel.
   */
  public static BulkSource<TextRecord> records(Stream<TextRecord> records) {
    Objects.requireNonNull(records, "records");
    return of(TextRecord.class, records);
  }

  /** Creates a source of records from a publisher, which is subscribed to once. */
  public static BulkSource<TextRecord> records(Flow.Publisher<TextRecord> records) {
    Objects.requireNonNull(records, "records");
    return of(TextRecord.class, records);
  }

  /** Creates a source of ids, which are iterated over once. */
  public static BulkSource<String> ids(Iterable<String> ids) {
    Objects.requireNonNull(ids, "ids");
    return of(String.class, ids);
  }

  /** Creates a source of the iterator's remaining ids. */
  public static BulkSource<String> ids(Iterator<String> ids) {
    Objects.requireNonNull(ids, "ids");
    return of(String.class, ids);
  }

  /**
   * Creates a source of ids from a stream. It is read in order, by one thread, even if it is
   * parallel.
   */
  public static BulkSource<String> ids(Stream<String> ids) {
    Objects.requireNonNull(ids, "ids");
    return of(String.class, ids);
  }

  /** Creates a source of ids from a publisher, which is subscribed to once. */
  public static BulkSource<String> ids(Flow.Publisher<String> ids) {
    Objects.requireNonNull(ids, "ids");
    return of(String.class, ids);
  }

  /** Creates a source of updates by id, which are iterated over once. */
  public static BulkSource<UpdateRequest> updates(Iterable<UpdateRequest> updates) {
    Objects.requireNonNull(updates, "updates");
    return of(UpdateRequest.class, updates);
  }

  /** Creates a source of the iterator's remaining updates by id. */
  public static BulkSource<UpdateRequest> updates(Iterator<UpdateRequest> updates) {
    Objects.requireNonNull(updates, "updates");
    return of(UpdateRequest.class, updates);
  }

  /**
   * Creates a source of updates by id from a stream. It is read in order, by one thread, even if it
   * is parallel.
   */
  public static BulkSource<UpdateRequest> updates(Stream<UpdateRequest> updates) {
    Objects.requireNonNull(updates, "updates");
    return of(UpdateRequest.class, updates);
  }

  /** Creates a source of updates by id from a publisher, which is subscribed to once. */
  public static BulkSource<UpdateRequest> updates(Flow.Publisher<UpdateRequest> updates) {
    Objects.requireNonNull(updates, "updates");
    return of(UpdateRequest.class, updates);
  }

  /** Creates a source of documents, which are iterated over once. */
  public static BulkSource<Document> documents(Iterable<Document> documents) {
    Objects.requireNonNull(documents, "documents");
    return of(Document.class, documents);
  }

  /** Creates a source of the iterator's remaining documents. */
  public static BulkSource<Document> documents(Iterator<Document> documents) {
    Objects.requireNonNull(documents, "documents");
    return of(Document.class, documents);
  }

  /**
   * Creates a source of documents from a stream. It is read in order, by one thread, even if it is
   * parallel.
   */
  public static BulkSource<Document> documents(Stream<Document> documents) {
    Objects.requireNonNull(documents, "documents");
    return of(Document.class, documents);
  }

  /** Creates a source of documents from a publisher, which is subscribed to once. */
  public static BulkSource<Document> documents(Flow.Publisher<Document> documents) {
    Objects.requireNonNull(documents, "documents");
    return of(Document.class, documents);
  }

  /** Creates a source of updates of documents, which are iterated over once. */
  public static BulkSource<DocumentUpdate> documentUpdates(
      Iterable<DocumentUpdate> documentUpdates) {
    Objects.requireNonNull(documentUpdates, "documentUpdates");
    return of(DocumentUpdate.class, documentUpdates);
  }

  /** Creates a source of the iterator's remaining updates of documents. */
  public static BulkSource<DocumentUpdate> documentUpdates(
      Iterator<DocumentUpdate> documentUpdates) {
    Objects.requireNonNull(documentUpdates, "documentUpdates");
    return of(DocumentUpdate.class, documentUpdates);
  }

  /**
   * Creates a source of updates of documents from a stream. It is read in order, by one thread,
   * even if it is parallel.
   */
  public static BulkSource<DocumentUpdate> documentUpdates(Stream<DocumentUpdate> documentUpdates) {
    Objects.requireNonNull(documentUpdates, "documentUpdates");
    return of(DocumentUpdate.class, documentUpdates);
  }

  /** Creates a source of updates of documents from a publisher, which is subscribed to once. */
  public static BulkSource<DocumentUpdate> documentUpdates(
      Flow.Publisher<DocumentUpdate> documentUpdates) {
    Objects.requireNonNull(documentUpdates, "documentUpdates");
    return of(DocumentUpdate.class, documentUpdates);
  }

  private static <T> BulkSource<T> of(Class<T> type, Iterable<? extends T> all) {
    Objects.requireNonNull(all, "source");
    OptionalLong size =
        all instanceof Collection<?> known ? OptionalLong.of(known.size()) : OptionalLong.empty();
    return new BulkSource<>(type, all::iterator, null, () -> {}, size, Optional.empty());
  }

  private static <T> BulkSource<T> of(Class<T> type, Iterator<? extends T> all) {
    Objects.requireNonNull(all, "source");
    return new BulkSource<>(
        type, () -> all, null, () -> {}, OptionalLong.empty(), Optional.empty());
  }

  private static <T> BulkSource<T> of(Class<T> type, Stream<? extends T> all) {
    Objects.requireNonNull(all, "source");
    return new BulkSource<>(
        type, all::iterator, null, all::close, OptionalLong.empty(), Optional.empty());
  }

  private static <T> BulkSource<T> of(Class<T> type, Flow.Publisher<? extends T> all) {
    Objects.requireNonNull(all, "source");
    return new BulkSource<>(type, null, all, () -> {}, OptionalLong.empty(), Optional.empty());
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
    Check.notBlank("name", Objects.requireNonNull(name, "name"));
    Objects.requireNonNull(source, "source");
    return new BulkSource<>(
        source.type,
        source.iterator,
        source.publisher,
        source.close,
        source.size,
        Optional.of(name));
  }

  /** Returns the name of this source; empty if it has none. */
  public Optional<String> name() {
    return name;
  }

  /** Returns the type of the elements. */
  public Class<T> type() {
    return type;
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

  /** Returns the name, if any, and the type of the elements, not the elements. */
  @Override
  public String toString() {
    return "BulkSource[" + name.map(given -> given + ": ").orElse("") + type.getSimpleName() + "]";
  }
}
