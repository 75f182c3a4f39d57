package io.pinelink.internal.bulk;

import io.pinelink.model.ResponseInfo;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a call.
 *
 * @param info about the call
 * @param bytes what it takes in memory until it is received
 * @param receiver takes the part of each item; null if all is done by the call
 */
public record BatchResult<T>(ResponseInfo info, long bytes, @Nullable Consumer<T> receiver) {
  /** The call has done it. */
  public static <T> BatchResult<T> done(ResponseInfo info) {
    return new BatchResult<>(info, 0, null);
  }

  /** The call has read it, and somebody is to receive it. */
  public static <T> BatchResult<T> read(ResponseInfo info, long bytes, Consumer<T> receiver) {
    return new BatchResult<>(info, bytes, receiver);
  }
}
