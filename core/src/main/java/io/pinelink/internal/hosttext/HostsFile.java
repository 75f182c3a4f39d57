package io.pinelink.internal.hosttext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The file of names and addresses that normally decides before DNS. */
public record HostsFile(Path path) {
  /** Returns the file that this JVM uses: its own, if it has one, or the system's. */
  public static HostsFile ofThisMachine() {
    String own = System.getProperty("jdk.net.hosts.file", "");
    String windows = System.getenv("SystemRoot");
    boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
    return new HostsFile(
        !own.isEmpty()
            ? Path.of(own)
            : isWindows && windows != null
                ? Path.of(windows, "System32", "drivers", "etc", "hosts")
                : Path.of("/etc/hosts"));
  }

  /** Returns the addresses of a name; empty if it has none or the file cannot be read. */
  public List<InetAddress> addressesOf(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    // Only ASCII matters, and a comment in another encoding is no reason to fail.
    try (Stream<String> lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
      return lines.flatMap(line -> address(line, wanted).stream()).distinct().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static Optional<InetAddress> address(String line, String name) {
    int comment = line.indexOf('#');
    String[] words = (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
    return Arrays.stream(words)
        .skip(1)
        .filter(word -> word.toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .flatMap(word -> Literals.address(words[0]));
  }
}
