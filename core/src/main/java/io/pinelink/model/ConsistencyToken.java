package io.pinelink.model;

import io.pinelink.internal.validation.Check;

/**
 * A point in the history of one namespace: the number that the service gave to a write. A read of
 * that namespace has seen the write once it reports at least this number.
 *
 * <p>It holds no secret and can be handed to another process, which reads what was written here.
 *
 * <p>Source: "Check data freshness", API version 2026-04. Serverless indexes alone have it, and
 * sparse ones may not.
 *
 * @param namespace the namespace of the write; empty for the default one
 * @param lsn the log sequence number
 */
public record ConsistencyToken(String namespace, long lsn) {
  private static final String DEFAULT_NAMESPACE = "__default__";

  /**
   * Names the default namespace as empty, whichever of its two names it was given by.
   *
   * @throws IllegalArgumentException if the namespace is none, or the number is negative
   */
  public ConsistencyToken {
    Check.namespace(namespace);
    namespace = oneName(namespace);
    if (lsn < 0) {
      throw new IllegalArgumentException("lsn is " + lsn + ", expected 0 or more");
    }
  }

  /** The default namespace has two names. */
  static String oneName(String namespace) {
    return namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace;
  }
}
