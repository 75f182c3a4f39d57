package io.pinelink.rest.http;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import org.jspecify.annotations.Nullable;

/**
 * The end of an exchange that was answered: a result, or what the answer means as an exception.
 *
 * @param failure null if there is a result
 */
record Outcome<R>(@Nullable R result, @Nullable PinelinkException failure) {
  static <R> Outcome<R> of(R result) {
    return new Outcome<>(result, null);
  }

  static <R> Outcome<R> failed(PinelinkException failure) {
    return new Outcome<>(null, failure);
  }

  /**
   * Whether the answer was one to the request. After one that was not, the connection is no longer
   * to be relied on: its next answer may belong to another request as well.
   */
  boolean isTrusted() {
    return !(failure instanceof MalformedResponseException);
  }
}
