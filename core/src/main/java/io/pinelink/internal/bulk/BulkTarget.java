package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The target of a bulk operation: one kind of call to one namespace.
 *
 * @param <T> the type of the items
 */
public interface BulkTarget<T> {
  /** Returns the key of the calls that share a rate limit with these. */
  LimitKey scope();

  /** Returns the call for an exception of the whole bulk operation. */
  FailedCall failedCall();

  /** Returns the description that identifies the bulk operation in a checkpoint. */
  String description();

  /** Returns the maximum number of items of one call. */
  int maxItems();

  /** Returns the maximum number of bytes of one call, as counted by {@link #bytes}. */
  long maxBytes();

  /** Returns the id of an item. */
  String id(T item);

  /**
   * Returns an item in the form in which it may be sent.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  T checked(T item);

  /** Returns the bytes of a call with the items: the sum of their sizes and a fixed part. */
  long bytes(List<T> items);

  /**
   * Returns an upper bound of {@link #bytes} that is cheaper to compute: the sum of the bounds of
   * the items and the same fixed part.
   */
  default long bytesBound(List<T> items) {
    return bytes(items);
  }

  /** Returns whether a call with an unknown outcome may be repeated safely. */
  boolean isRepeatable();

  /** Returns whether calls only read, so that an unanswered call had no effect. */
  default boolean isReading() {
    return false;
  }

  /** Returns the executor that delivers the items that were read; the receiver may block it. */
  default Executor receivesOn() {
    return Futures.IN_PLACE;
  }

  /** Sends one call with the items. Futures complete on the client's callback executor. */
  CompletableFuture<BatchResult<T>> call(List<T> items);

  /** Waits until reads see a write. */
  default CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return CompletableFuture.completedFuture(null);
  }
}
