package io.pinelink.rest.http;

import io.pinelink.error.MalformedResponseException;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an exchange that got a response: a result, or the response as an exception.
 *
 * @param failure null if there is a result
 */
record Outcome<R>(@Nullable R result, @Nullable RuntimeException failure) {
  static <R> Outcome<R> of(R result) {
    return new Outcome<>(result, null);
  }

  static <R> Outcome<R> failed(RuntimeException failure) {
    return new Outcome<>(null, failure);
  }

  /**
   * Returns whether the response belonged to the request. Otherwise the connection is no longer
   * reliable: its next response may belong to another request as well.
   */
  boolean isTrusted() {
    return !(failure instanceof MalformedResponseException);
  }
}
