package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for what nobody wants after the run: certificates and settings of logging. */
record Scratch(Path directory) implements AutoCloseable {
  static Scratch create() throws IOException {
    return new Scratch(Files.createTempDirectory("pinelink-benchmarks"));
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() throws IOException {
    List<Path> inward;
    try (Stream<Path> all = Files.walk(directory)) {
      inward = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inward) {
      Files.delete(path);
    }
  }
}
