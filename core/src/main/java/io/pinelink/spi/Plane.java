package io.pinelink.spi;

/** The part of the service to which an operation belongs. */
public enum Plane {
  /** The data plane, which reads and writes vectors, at an index's host. */
  DATA,
  /** The control plane, which creates and describes indexes, at its own host. */
  CONTROL
}
