package io.pinelink.spi;

import org.jspecify.annotations.Nullable;

/** What the answers of an operation are about, where they name that themselves. */
@FunctionalInterface
interface Subject<Q, R> {
  /**
   * Returns what is wrong with the subject of an answer, in words for an exception; null if it is
   * the one that was asked for, or the answer names none.
   */
  @Nullable String mismatch(Q request, R response);
}
