package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JVM's log of the class files that it reads; classes of an archive are not read. */
final class ClassFiles {
  private static final Pattern SIZE = Pattern.compile(" bytes: (\\d+) ");

  private ClassFiles() {}

  /** Returns the options of a JVM that writes the log. */
  static List<String> loggedTo(Path log) {
    return List.of("-Xlog:class+load=debug:file=" + log + ":none:filecount=0");
  }

  /** Returns the number of bytes that were read. */
  static long bytes(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(SIZE::matcher)
          .filter(Matcher::find)
          .mapToLong(size -> Long.parseLong(size.group(1)))
          .sum();
    }
  }
}
