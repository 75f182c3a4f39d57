package io.pinelink.model;

import java.util.Locale;

/** The protocols that a transport may speak. */
public enum Protocol {
  /** gRPC over HTTP/2: artifact {@code pinelink-grpc}. */
  GRPC,
  /** JSON over HTTP: artifact {@code pinelink-rest}. */
  REST;

  /** The artifact that speaks it. */
  public String artifact() {
    return "io.pinelink:pinelink-" + name().toLowerCase(Locale.ROOT);
  }
}
