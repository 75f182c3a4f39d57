package io.pinelink.model;

import io.pinelink.internal.validation.Check;

/**
 * A point in the history of one namespace, identified by the log sequence number of a write. A read
 * of that namespace has seen the write once it reports at least this number.
 *
 * <p>A token contains no secret. It can be passed to another process, which can then wait for the
 * write.
 *
 * <p>Source: "Check data freshness", API version 2026-04. Only serverless indexes have it, and
 * sparse ones may not.
 *
 * @param namespace the namespace of the write; empty for the default one
 * @param lsn the log sequence number
 */
public record ConsistencyToken(String namespace, long lsn) {
  private static final String DEFAULT_NAMESPACE = "__default__";

  /**
   * Checks both values and normalizes the two names of the default namespace to the empty one.
   *
   * @throws IllegalArgumentException if the namespace is invalid or the number is negative
   */
  public ConsistencyToken {
    Check.namespace(namespace);
    namespace = oneName(namespace);
    if (lsn < 0) {
      throw new IllegalArgumentException("lsn is " + lsn + ", expected 0 or more");
    }
  }

  /** Returns one name for the default namespace, which has two. */
  static String oneName(String namespace) {
    return namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace;
  }
}
