package io.pinelink.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary directory for certificates and logging settings. */
record Scratch(Path directory) implements AutoCloseable {
  static Scratch create() throws IOException {
    return new Scratch(Files.createTempDirectory("pinelink-benchmarks"));
  }

  /**
   * Removes the directory and its contents. A failure is only reported, since the run itself was
   * successful.
   */
  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.err.println("Not removed: " + directory + " (" + e + ")");
    }
  }
}
