package io.pinelink.copy;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A comparison of a namespace with another one, or with a source such as a file, by ids and by
 * checksums of values, sparse values and metadata, or of the fields of documents. Every bit of a
 * value counts; the order of names and of sparse indices does not. Memory is bounded.
 *
 * <pre>{@code
 * ComparisonReport report =
 *     NamespaceComparison.of(source, target).run(ComparisonOptions.defaults());
 * }</pre>
 *
 * <p>Differences of two namespaces are fetched a second time before they are reported, so that a
 * write during the comparison is not one if both sides have it.
 *
 * <p>A source is read on the thread of the comparison, in any order, and once, so a comparison with
 * a source runs once. An id that comes more than once is a duplicate. The ids of the source are
 * sorted, beyond 16 MB in temporary files.
 */
public final class NamespaceComparison {
  private final Function<ComparisonOptions, ComparisonReport> comparison;

  private NamespaceComparison(Function<ComparisonOptions, ComparisonReport> comparison) {
    this.comparison = comparison;
  }

  private static <T> NamespaceComparison between(NamespaceSide<T> side, NamespaceSide<T> other) {
    return new NamespaceComparison(options -> new ComparisonRun<>(side, options).with(other));
  }

  private static <T> NamespaceComparison between(NamespaceSide<T> side, BulkSource<T> source) {
    return new NamespaceComparison(options -> new ComparisonRun<>(side, options).with(source));
  }

  /** Returns a comparison of vectors. */
  public static NamespaceComparison of(Index index, Index other) {
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(other, "other is null");
    return between(new VectorSide(index), new VectorSide(other));
  }

  /** Returns a comparison of documents. */
  public static NamespaceComparison of(DocumentIndex index, DocumentIndex other) {
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(other, "other is null");
    return between(new DocumentSide(index), new DocumentSide(other));
  }

  /** Returns a comparison of vectors, mapped to documents, with documents. */
  public static NamespaceComparison of(Index index, DocumentIndex other, DocumentMapping mapping) {
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(other, "other is null");
    Objects.requireNonNull(mapping, "mapping is null");
    return between(new MappedSide(new VectorSide(index), mapping), new DocumentSide(other));
  }

  /**
   * Returns a comparison of vectors with a source.
   *
   * @param source an iterator or a stream
   */
  public static NamespaceComparison of(Index index, BulkSource<Vector> source) {
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(source, "source is null");
    return between(new VectorSide(index), source);
  }

  /**
   * Returns a comparison of documents with a source.
   *
   * @param source an iterator or a stream
   */
  public static NamespaceComparison of(DocumentIndex index, BulkSource<Document> source) {
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(source, "source is null");
    return between(new DocumentSide(index), source);
  }

  /**
   * Runs the comparison.
   *
   * @throws io.pinelink.error.BulkException if a side could not be read completely
   * @throws IllegalArgumentException if the source is a publisher
   * @throws IllegalStateException if a service does not list ids in byte order
   * @throws java.io.UncheckedIOException if a temporary file cannot be written
   */
  public ComparisonReport run(ComparisonOptions options) {
    Objects.requireNonNull(options, "options is null");
    return comparison.apply(options);
  }

  /** Runs the comparison on a thread of its own. Cancelling the future ends the comparison. */
  public CompletableFuture<ComparisonReport> start(ComparisonOptions options) {
    Objects.requireNonNull(options, "options is null");
    return Waiting.start(() -> comparison.apply(options));
  }
}
