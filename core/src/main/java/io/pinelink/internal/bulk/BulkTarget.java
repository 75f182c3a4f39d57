package io.pinelink.internal.bulk;

import io.pinelink.error.FailedCall;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk operation calls, and how: one kind of call to one namespace.
 *
 * @param <T> what a call is made of
 */
public interface BulkTarget<T> {
  /** The calls that the service limits together with these. */
  LimitKey scope();

  /** Returns the call that an exception of the whole bulk operation names. */
  FailedCall failedCall();

  /** What stands in a checkpoint, so that it is not taken for that of another bulk operation. */
  String description();

  /** The most that one call takes. */
  int maxItems();

  /** The most bytes that one call takes, as {@link #bytes} counts them. */
  long maxBytes();

  /** Its id. */
  String id(T item);

  /**
   * The same, as it may be sent.
   *
   * @throws IllegalArgumentException if it breaks a rule
   */
  T checked(T item);

  /** The bytes of a call with these: those of each, and some that are always there. */
  long bytes(List<T> items);

  /** Whether a call whose outcome nobody knows does no harm when it is made again. */
  boolean isRepeatable();

  /** Whether calls change nothing, so that what is not answered was not done. */
  boolean isReading();

  /** Where what was read is received; that may block it. */
  Executor receivesOn();

  /** Makes one call with them. Futures complete on the client's callback executor. */
  CompletableFuture<BatchResult<T>> call(List<T> items);

  /** Waits until reads see a write. */
  CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout);
}
