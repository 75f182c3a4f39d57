package io.pinelink.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The operating system's view of its TCP connections. It is empty if not available, as outside
 * Linux.
 */
public final class SystemSockets {
  private static final String ESTABLISHED = "01";

  private SystemSockets() {}

  /** Returns whether the system considers the local end with this port still established. */
  public static boolean isEstablished(int localPort) {
    String port = String.format(Locale.ROOT, ":%04X", localPort);
    return Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
        .map(Path::of)
        .filter(Files::isReadable)
        .flatMap(SystemSockets::lines)
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(fields -> fields[1].endsWith(port) && fields[3].equals(ESTABLISHED));
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
