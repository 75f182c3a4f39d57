package io.pinelink.model;

import java.util.OptionalLong;

/** A response to a call that reads data, which the service charges for. */
public interface ReadResponse extends Response {
  /** Returns the read units that the call used; empty if the service did not report them. */
  OptionalLong readUnits();
}
