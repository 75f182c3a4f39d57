package io.pinelink.spi;

import org.jspecify.annotations.Nullable;

/**
 * The check that a response has the subject of its request, for an operation whose responses name
 * it.
 */
@FunctionalInterface
interface Subject<Q, R> {
  /**
   * Returns a description of a wrong subject of a response, for an exception; null if it matches
   * the request, or the response names none.
   */
  @Nullable String mismatch(Q request, R response);
}
