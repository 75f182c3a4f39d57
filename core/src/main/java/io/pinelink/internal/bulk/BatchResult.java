package io.pinelink.internal.bulk;

import io.pinelink.model.ResponseInfo;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The result of the call of a batch.
 *
 * @param info the metadata of the response
 * @param bytes the memory that the response takes until it is received
 * @param receiver receives the result of each item; null if there is nothing to receive
 */
public record BatchResult<T>(ResponseInfo info, long bytes, @Nullable Consumer<T> receiver) {
  /** Returns the result of a call that is complete. */
  public static <T> BatchResult<T> done(ResponseInfo info) {
    return new BatchResult<>(info, 0, null);
  }

  /** Returns the result of a call whose data must be delivered to a receiver. */
  public static <T> BatchResult<T> read(ResponseInfo info, long bytes, Consumer<T> receiver) {
    return new BatchResult<>(info, bytes, receiver);
  }
}
