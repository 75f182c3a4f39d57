package io.pinelink.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What the network libraries log, which goes to standard error unless somebody says otherwise. */
final class LibraryLogs {
  /** A level is forgotten with its logger, so they are held. */
  private static final List<Logger> LIBRARIES =
      Stream.of("io.grpc", "io.netty").map(Logger::getLogger).toList();

  private LibraryLogs() {}

  /**
   * Turns it off, for a command that tells failures itself; whoever configured the JVM's logging
   * wants to see it.
   */
  static void silence() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      LIBRARIES.forEach(library -> library.setLevel(Level.OFF));
    }
  }
}
