package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.bulk.Figure;
import io.pinelink.benchmarks.bulk.LoadingClient;
import io.pinelink.benchmarks.bulk.Source;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A completed load.
 *
 * @param found the server's content at the end
 */
record LoadRun(Load load, Protocol protocol, Map<Figure, Double> figures, Content found) {
  private static final String CLIENT_HEAP = "-Xmx256m";

  /**
   * A source to load.
   *
   * @param source as in {@link Source#open}
   * @param content the content of the source
   */
  record Load(String source, Content content) {
    static Load of(String source) throws IOException {
      return new Load(source, Content.of(source));
    }
  }

  /**
   * Runs a load with its own client and server.
   *
   * @param jar the runnable jar of the command line
   * @param scratch the directory for the server's certificates
   */
  static LoadRun of(Load load, Protocol protocol, Path jar, Path scratch) throws IOException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (CountingServer server = CountingServer.start(jar, scratch)) {
      List<String> args =
          List.of(
              load.source(),
              protocol.name(),
              Source.isOfDocuments(load.source()) ? server.createDocumentIndex() : server.host(),
              server.port(),
              server.authority(),
              EmbeddedPinecone.API_KEY);
      String classPath = System.getProperty("java.class.path");
      try (Jvm client =
          Jvm.start(List.of(), classPath, options(scratch), LoadingClient.class, args)) {
        for (String line : client.lines()) {
          int space = line.indexOf(' ');
          figures.put(
              Figure.valueOf(line.substring(0, space)),
              Double.parseDouble(line.substring(space + 1)));
        }
      }
      server.addTo(figures);
      return new LoadRun(load, protocol, figures, server.end());
    }
  }

  /** Returns the JVM options of a client. They turn off the log line of each opened index. */
  static List<String> options(Path scratch) throws IOException {
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    return List.of(CLIENT_HEAP, "-Djava.util.logging.config.file=" + logging);
  }

  double figure(Figure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }

  boolean arrived() {
    return load.content().equals(found);
  }

  /** Returns the kind of source without its parameters. */
  String what() {
    return load.source().substring(0, load.source().indexOf(':'));
  }

  String title() {
    return what() + ", " + protocol.name().toLowerCase(Locale.ROOT);
  }
}
