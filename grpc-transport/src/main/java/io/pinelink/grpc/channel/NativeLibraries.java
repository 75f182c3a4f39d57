package io.pinelink.grpc.channel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The native libraries that gRPC's copy of Netty contains: epoll and OpenSSL. They are built for
 * glibc. With musl, the C library of Alpine Linux, loading them can end the JVM, so there the
 * transport uses the JDK's sockets and TLS.
 */
final class NativeLibraries {
  /** The files that are mapped into this process; only Linux has this file. */
  private static final Path MAPPED = Path.of("/proc/self/maps");

  private static final String MUSL_LOADER = "/ld-musl-";

  /** The system properties that keep Netty from loading each of the libraries. */
  private static final Map<String, String> OFF =
      Map.of(
          "io.grpc.netty.shaded.io.netty.transport.noNative", "true",
          "io.grpc.netty.shaded.io.netty.handler.ssl.noOpenSsl", "true");

  private NativeLibraries() {}

  /**
   * Turns the libraries off in a process that runs on musl. A system property that is already set
   * is left alone. Must run before a class of Netty is initialized, since gRPC loads epoll even for
   * channels that do not use it.
   */
  static void avoidOnMusl() {
    avoidOnMusl(MAPPED, System.getProperties());
  }

  static void avoidOnMusl(Path mapped, Properties properties) {
    if (isMusl(mapped)) {
      OFF.forEach(properties::putIfAbsent);
    }
  }

  private static boolean isMusl(Path mapped) {
    if (!Files.isReadable(mapped)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(mapped, ISO_8859_1)) {
      return lines.anyMatch(line -> line.contains(MUSL_LOADER));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
