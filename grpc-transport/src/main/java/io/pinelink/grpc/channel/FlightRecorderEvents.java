package io.pinelink.grpc.channel;

import java.util.Properties;

/**
 * The events that gRPC's copy of Netty defines for the JDK's flight recorder, one for each
 * allocation of a buffer or chunk. Recordings leave them out unless they are enabled by name.
 * Defining them starts the flight recorder in the process, which takes a fifth of the CPU until the
 * first response, so the transport turns them off.
 */
final class FlightRecorderEvents {
  private static final String ENABLED = "io.grpc.netty.shaded.io.netty.jfr.enabled";

  private FlightRecorderEvents() {}

  /**
   * Turns the events off, unless the system property is already set. Must run before a class of
   * Netty is initialized.
   */
  static void turnOff(Properties properties) {
    properties.putIfAbsent(ENABLED, "false");
  }
}
