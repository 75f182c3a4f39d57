package io.pinelink.copy;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A copy of a namespace of vectors or documents to another index, which may belong to another
 * client: ids are listed and fetched from the source and upserted to the target at the same time,
 * each side at the rate that it accepts and on its own route. Memory is bounded.
 *
 * <pre>{@code
 * CopyReport report =
 *     NamespaceCopy.of(source.namespace("en"), target.namespace("en"))
 *         .run(CopyOptions.builder().verify().build());
 * }</pre>
 *
 * <p>A copy is no snapshot. An item that is written meanwhile is copied as it was before or after
 * the write; one with a new id is copied if the listing reaches it later. With a {@linkplain
 * BulkOptions.Builder#checkpoint checkpoint}, a copy that ended early is continued by the same
 * call. The listener is called on the callback executors of the two clients.
 *
 * <p>Immutable and thread-safe.
 */
public final class NamespaceCopy {
  private final CopyRun<?> copy;

  private NamespaceCopy(CopyRun<?> copy) {
    this.copy = copy;
  }

  /**
   * Returns a copy of vectors.
   *
   * @param source the index to read, with the namespace to read unless the options name others
   * @param target the index to write, with the namespace to write
   */
  public static NamespaceCopy of(Index source, Index target) {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(target, "target is null");
    return new NamespaceCopy(new CopyRun<>(new VectorSide(source), new VectorSide(target)));
  }

  /** Returns a copy of documents. */
  public static NamespaceCopy of(DocumentIndex source, DocumentIndex target) {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(target, "target is null");
    return new NamespaceCopy(new CopyRun<>(new DocumentSide(source), new DocumentSide(target)));
  }

  /**
   * Returns a copy of vectors to documents. A vector that cannot be mapped is rejected, and the
   * others are copied.
   */
  public static NamespaceCopy of(Index source, DocumentIndex target, DocumentMapping mapping) {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(target, "target is null");
    Objects.requireNonNull(mapping, "mapping is null");
    return new NamespaceCopy(
        new CopyRun<>(new MappedSide(new VectorSide(source), mapping), new DocumentSide(target)));
  }

  /**
   * Runs the copy. The calling thread runs the steps and waits for the calls; an interrupt cancels
   * them.
   *
   * @return the outcome by namespace; check {@link CopyReport#isClean()} if a comparison was
   *     requested
   * @throws CopyException if the copy ended early, or not everything was copied, unless the options
   *     {@linkplain BulkOptions.Builder#collectFailures() collect failures}
   * @throws IllegalArgumentException if both sides are the same namespace; their dimensions,
   *     metrics, vector types or schemas differ; the mapping does not fit the schema; the
   *     checkpoint belongs to another copy or is incomplete; or {@linkplain
   *     CopyOptions.Builder#mirror a mirror} would delete more than the options allow
   * @throws IllegalStateException if another copy uses the checkpoint, or the alias to switch
   *     points to the target namespace already
   * @throws java.io.UncheckedIOException if the checkpoint cannot be read or written
   */
  public CopyReport run(CopyOptions options) {
    Objects.requireNonNull(options, "options is null");
    return copy.run(options);
  }

  /** Runs the copy on a thread of its own. Cancelling the future ends the copy. */
  public CompletableFuture<CopyReport> start(CopyOptions options) {
    Objects.requireNonNull(options, "options is null");
    return Waiting.start(() -> copy.run(options));
  }

  /** Returns what is copied, and where to. */
  @Override
  public String toString() {
    return copy.toString();
  }
}
