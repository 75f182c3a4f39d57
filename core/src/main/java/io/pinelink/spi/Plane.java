package io.pinelink.spi;

/** Which part of the service an operation belongs to. */
public enum Plane {
  /** Reads and writes vectors, at an index's host. */
  DATA,
  /** Makes and describes indexes, at the control plane's host. */
  CONTROL
}
