package io.pinelink.model;

import java.util.Locale;

/** A protocol that a transport can use. */
public enum Protocol {
  /** gRPC over HTTP/2: artifact {@code pinelink-grpc}. */
  GRPC,
  /** JSON over HTTP: artifact {@code pinelink-rest}. */
  REST;

  /** Returns the artifact that implements the protocol. */
  public String artifact() {
    return "io.pinelink:pinelink-" + name().toLowerCase(Locale.ROOT);
  }
}
