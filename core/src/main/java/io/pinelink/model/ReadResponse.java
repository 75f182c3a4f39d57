package io.pinelink.model;

/** A response to a call that reads data, which the service charges for. */
public interface ReadResponse extends Response {
  /** Returns the read units that the call used. */
  long readUnits();
}
