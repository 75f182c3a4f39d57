package io.pinelink.internal.call;

import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The settings of calls.
 *
 * @param timeout the timeout of a call, including all attempts
 * @param once whether calls are never retried
 * @param headers the headers that the program adds to each call
 * @param completeOn the executor that completes futures; for a caller that blocks, they complete in
 *     place
 */
record CallSettings(Duration timeout, boolean once, ExtraHeaders headers, Executor completeOn) {
  CallSettings with(@Nullable Duration other, boolean noRetries) {
    return new CallSettings(
        other == null ? timeout : other, once || noRetries, headers, completeOn);
  }

  CallSettings with(ExtraHeaders more) {
    return new CallSettings(timeout, once, headers.and(more), completeOn);
  }

  /**
   * Returns these settings for another client, whose settings take the place of the defaults of
   * this one.
   */
  CallSettings movedFrom(CallSettings defaults, CallSettings others) {
    return new CallSettings(
        timeout.equals(defaults.timeout()) ? others.timeout() : timeout,
        once,
        others.headers().and(headers.without(defaults.headers())),
        completeOn);
  }

  CallSettings completingOn(Executor executor) {
    return new CallSettings(timeout, once, headers, executor);
  }
}
