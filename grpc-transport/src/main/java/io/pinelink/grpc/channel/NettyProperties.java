package io.pinelink.grpc.channel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The system properties of gRPC's copy of Netty, which must be set before a class of it is
 * initialized. One that is already set is left alone.
 */
final class NettyProperties {
  /** The files that are mapped into this process; only Linux has this file. */
  private static final Path MAPPED = Path.of("/proc/self/maps");

  private static final String MUSL_LOADER = "/ld-musl-";
  private static final String FLIGHT_RECORDER = "io.grpc.netty.shaded.io.netty.jfr.enabled";

  /** The properties that keep Netty from loading epoll and OpenSSL. */
  private static final Map<String, String> OFF =
      Map.of(
          "io.grpc.netty.shaded.io.netty.transport.noNative", "true",
          "io.grpc.netty.shaded.io.netty.handler.ssl.noOpenSsl", "true");

  private NettyProperties() {}

  static void set() {
    avoidNativeOnMusl(MAPPED, System.getProperties());
    turnFlightRecorderOff(System.getProperties());
  }

  /**
   * Turns the native libraries off in a process that runs on musl, the C library of Alpine Linux.
   * They are built for glibc, and loading them can end the JVM. gRPC loads epoll even for channels
   * that do not use it.
   */
  static void avoidNativeOnMusl(Path mapped, Properties properties) {
    if (isMusl(mapped)) {
      OFF.forEach(properties::putIfAbsent);
    }
  }

  /**
   * Turns off the events for the JDK's flight recorder, one for each allocation of a buffer or
   * chunk. Recordings leave them out unless they are enabled by name. Defining them starts the
   * flight recorder in the process, which takes a fifth of the CPU until the first response.
   */
  static void turnFlightRecorderOff(Properties properties) {
    properties.putIfAbsent(FLIGHT_RECORDER, "false");
  }

  private static boolean isMusl(Path mapped) {
    try {
      return Files.readString(mapped, ISO_8859_1).contains(MUSL_LOADER);
    } catch (IOException e) {
      return false;
    }
  }
}
