package io.pinelink.bulk;

import io.pinelink.model.ConsistencyToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A writer of an unbounded stream of changes to one index: upserts, updates and deletes in any
 * namespaces, in order for each id. Get it from {@code Index.bulkWriter} or {@code
 * DocumentIndex.bulkWriter}.
 *
 * <p>The sinks of stream processors {@link #write} continuously, and must know at a checkpoint what
 * is settled:
 *
 * <pre>{@code
 * try (BulkWriter<Long> writer = index.bulkWriter(BulkOptions.defaults(), listener)) {
 *   for (Event event : events) {
 *     writer.write(BulkChange.upsert(event.vector()), event.offset());
 *   }
 *   writer.flush().join();
 * }
 * }</pre>
 *
 * <p>Programs that receive changes one by one, on many threads, {@link #send} them through one
 * writer, and each waits for its own:
 *
 * <pre>{@code
 * BulkWriter<Void> writer = index.bulkWriter(BulkOptions.builder().concurrency(4, 32).build());
 * ...
 * writer.send(BulkChange.upsert(vector)).join();
 * }</pre>
 *
 * <p><b>Order.</b> Changes of one id in one namespace take effect in the order in which they are
 * written, so that the last valid one determines what is stored. At most one change per id is in
 * flight. While it is, an upsert or delete takes the place of the changes of its id that wait; they
 * are sent only if the service refuses it, and otherwise count as settled, even those that the
 * service would refuse; {@link BulkOptions.Builder#checkChanges} finds invalid changes before.
 * Updates are sent one after another. Changes of different ids have no order. Two aliases of a
 * namespace count as different namespaces.
 *
 * <p><b>Backpressure.</b> A writer holds at most {@link BulkOptions.Builder#maxBytesHeld} of
 * changes that are not settled, and one more for each thread that writes. Beyond that, {@link
 * #write} and {@link #send} wait, and {@link #offer} returns false.
 *
 * <p><b>Failures.</b> A change that the service refuses as invalid is passed to the listener or
 * fails its future, and the writer continues. Throttled calls are paused, and other transient
 * failures retried, as by {@code Index.bulkUpsert}. The writer fails if the service accepts nothing
 * during the stall timeout, if a call fails as many times as the options allow, if it refuses all
 * calls, such as for a wrong key, or if 1,000 changes in a row are invalid. A failed writer rejects
 * further changes with a {@code BulkException}, which is retryable if a new writer may succeed
 * later. It sends nothing more, but its calls in flight are left to end. Write to the new writer
 * again what was not settled, once {@link #stop} reports that no call is left that could take
 * effect after newer ones.
 *
 * <p>A writer is to be closed or cancelled before its client is closed. Thread-safe; changes that
 * several threads write at the same time may take effect in any order.
 *
 * @param <C> the type of the caller's object that identifies a change in the listener
 */
public interface BulkWriter<C> extends AutoCloseable {
  /**
   * Writes a change, after waiting until the writer has room for it. It is sent with others once a
   * batch is full, the linger time has passed, or {@link #flush} is called. Throws a {@code
   * BulkException} if the writer has failed.
   *
   * @param context passed to the listener once the change is settled or refused
   * @throws java.util.concurrent.CancellationException if the writer was cancelled, or the thread
   *     was interrupted while it waited; the change was not taken
   * @throws IllegalArgumentException if the index does not store what the change contains, such as
   *     a document in an index of vectors
   * @throws IllegalStateException if the writer is closed, or no transport supports the change
   */
  void write(BulkChange change, C context);

  /**
   * Writes a change, after waiting for room as {@link #write} does, and returns a future of its
   * outcome, which the listener does not receive.
   *
   * <p>The change is sent at once if no other change of its kind to its namespace is in flight.
   * Otherwise it is sent together with what is written until the call in flight is answered, a
   * batch is full, or 10 ms or the linger time have passed. While the service throttles or fails,
   * changes gather behind the batch that waits for it.
   *
   * <p>The future completes once the change is settled, with the token of the write that settled
   * it, for {@code Index.awaitVisible}; empty if the service returned none. It fails with the
   * reason if the change is refused, with a {@code BulkException} if the writer fails or has
   * failed, and with a {@link java.util.concurrent.CancellationException} if the writer is
   * cancelled or stopped. Cancelling the future does not withdraw the change.
   *
   * <p>Futures complete on the client's callback executor. A callback that sends more changes may
   * have to wait for room: with a writer of {@code AsyncIndex}, which runs on the same executor,
   * let it {@link #offer} instead, or give the executor more threads than can wait.
   *
   * @throws java.util.concurrent.CancellationException if the writer was cancelled, or the thread
   *     was interrupted while it waited; the change was not taken
   * @throws IllegalArgumentException if the index does not store what the change contains
   * @throws IllegalStateException if the writer is closed, or no transport supports the change
   */
  CompletableFuture<Optional<ConsistencyToken>> send(BulkChange change);

  /**
   * Writes a change as {@link #write} does if the writer has room for it.
   *
   * @return whether the change was taken; {@link #whenWritable} shows when to call again
   */
  boolean offer(BulkChange change, C context);

  /** Returns a future that completes when the writer has room, or has ended. */
  CompletableFuture<@Nullable Void> whenWritable();

  /**
   * Sends everything that was written before, without waiting for full batches. The writer stays
   * open, and changes may be written meanwhile.
   *
   * @return completes once all changes written before the call are settled or refused, with a
   *     report of those written since the previous flush; changes that were not sent because of a
   *     later one count as accepted. Fails with a {@code BulkException} if the writer fails, and
   *     with a {@link java.util.concurrent.CancellationException} if it is cancelled
   */
  CompletableFuture<BulkReport> flush();

  /**
   * Ends the writer at once: calls in flight are cancelled, and what is not settled is dropped. The
   * service may still execute a cancelled call, at any later time. Has no effect after {@link
   * #close}.
   */
  void cancel();

  /**
   * Ends the writer as {@link #cancel} does, but leaves the calls in flight to end, so that they
   * cannot take effect after the calls of a later writer. A writer that has failed has ended, and
   * its calls are left in the same way.
   *
   * @return completes once each call is answered or has failed, at the latest when its timeout
   *     passes. The service may only execute a call later if it did not answer within the timeout
   */
  CompletableFuture<@Nullable Void> stop();

  /**
   * Ends the writer after everything written is settled or refused, which it waits for as {@link
   * #flush} does. Has no effect after the first call or {@link #cancel}. Throws a {@code
   * BulkException} if the writer fails or has failed.
   */
  @Override
  void close();
}
