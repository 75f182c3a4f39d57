package io.pinelink.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The log output of the network libraries, which goes to standard error by default. */
final class LibraryLogs {
  /** Strong references: a logger that is garbage collected loses its level. */
  private static final List<Logger> LIBRARIES =
      Stream.of("io.grpc", "io.netty").map(Logger::getLogger).toList();

  private LibraryLogs() {}

  /**
   * Turns the log output off, for a command that reports failures itself. Does nothing if the JVM's
   * logging was configured explicitly.
   */
  static void silence() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      LIBRARIES.forEach(library -> library.setLevel(Level.OFF));
    }
  }
}
