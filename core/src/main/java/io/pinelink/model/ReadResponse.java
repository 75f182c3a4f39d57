package io.pinelink.model;

import java.util.OptionalLong;

/** A response to a call that reads data, which the service charges for. */
public interface ReadResponse extends Response {
  /**
   * Returns the namespace that served the call, as the service names it: behind an alias, the
   * alias's target; the default one may be empty or {@code __default__}. Empty if the service did
   * not report it.
   */
  String namespace();

  /** Returns the read units that the call used; empty if the service did not report them. */
  OptionalLong readUnits();

  /**
   * Returns the bytes that the service counts as egress; empty if it did not report them, as in API
   * version 2026-04.
   */
  OptionalLong egressBytes();
}
