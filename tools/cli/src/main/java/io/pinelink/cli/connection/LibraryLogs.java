package io.pinelink.cli.connection;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The log output of the libraries, which goes to standard error by default. */
public final class LibraryLogs {
  /**
   * The parents of the loggers of gRPC and of the Netty that it contains, in the jar and in the
   * modules, and of refused addresses, which commands report themselves. Strong references, since a
   * logger that is garbage collected loses its level.
   */
  private static final List<Logger> LIBRARIES =
      List.of(
          Logger.getLogger("io.pinelink.shaded"),
          Logger.getLogger("io.grpc"),
          Logger.getLogger("io.pinelink.spi.dial"));

  /** The parent of the client's loggers, which report the route of the first index as a note. */
  private static final Logger CLIENT = Logger.getLogger("io.pinelink");

  private LibraryLogs() {}

  /**
   * Turns the log output off except for the client's warnings, for a command that reports failures
   * itself. Does nothing if the JVM's logging was configured explicitly.
   */
  public static void silence() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      CLIENT.setLevel(Level.WARNING);
      LIBRARIES.forEach(logger -> logger.setLevel(Level.OFF));
    }
  }
}
