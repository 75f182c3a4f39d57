package io.pinelink.benchmarks.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.benchmarks.ingest.Figure;
import io.pinelink.benchmarks.ingest.LoadingClient;
import io.pinelink.model.Protocol;
import io.pinelink.testing.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a load of any size arrives as a whole and in little memory, and what it costs. {@code
 * benchmarks/load.sh} starts it.
 */
public final class BulkLoad {
  private static final int QUICK_NOUNS = 3_000;
  private static final String CLIENT_HEAP = "-Xmx256m";

  /** A load that is over. */
  private record Run(
      String what, Protocol protocol, Map<Figure, Double> figures, Content sent, Content found) {
    boolean arrived() {
      return sent.equals(found);
    }

    String title() {
      return what + ", " + protocol.name().toLowerCase(Locale.ROOT);
    }
  }

  private BulkLoad() {}

  /**
   * Runs it.
   *
   * @param args the runnable jar of the command line, the directory of the results, the directory
   *     of the dictionary's embeddings, and {@code --quick} or nothing
   */
  public static void main(String... args) throws IOException {
    Path jar = Path.of(args[0]);
    boolean quick = args.length > 3 && args[3].equals("--quick");
    if (args.length > 3 && !quick) {
      throw new IllegalArgumentException(args[3] + " is not --quick");
    }
    Path scratch = Files.createTempDirectory("pinelink-benchmarks");
    List<Run> runs = new ArrayList<>();
    for (String source :
        List.of(
            "dictionary:" + (quick ? QUICK_NOUNS : 0) + ":" + args[2],
            "generated:" + (quick ? 50_000 : 2_000_000))) {
      Content sent = Content.of(source);
      for (Protocol protocol : List.of(Protocol.GRPC, Protocol.REST)) {
        Run run = run(source, protocol, sent, jar, scratch);
        System.out.println(
            run.title()
                + ": "
                + Spread.text(run.figures().getOrDefault(Figure.SECONDS, 0.0))
                + " s, "
                + (run.arrived() ? "all arrived" : "NOT ALL ARRIVED: " + run.found()));
        runs.add(run);
      }
    }
    write(runs, Path.of(args[1]), quick);
    if (!runs.stream().allMatch(Run::arrived)) {
      System.exit(1);
    }
  }

  private static Run run(String source, Protocol protocol, Content sent, Path jar, Path scratch)
      throws IOException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (CountingServer server = CountingServer.start(jar, scratch)) {
      List<String> args =
          List.of(
              source,
              protocol.name(),
              server.host(),
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
      server.tell(figures);
      return new Run(
          source.substring(0, source.indexOf(':')), protocol, figures, sent, server.end());
    }
  }

  /** What is told of each index that is opened is no news here. */
  private static List<String> options(Path scratch) throws IOException {
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    return List.of(CLIENT_HEAP, "-Djava.util.logging.config.file=" + logging);
  }

  private static void write(List<Run> runs, Path results, boolean quick) throws IOException {
    String name = LocalDate.now(ZoneOffset.UTC) + "-load" + (quick ? "-quick" : "");
    Files.createDirectories(results);
    Files.writeString(results.resolve(name + ".md"), markdown(name, runs));
    json(results.resolve(name + ".json"), runs);
    System.out.println("Written to " + results.resolve(name + ".md"));
  }

  private static String markdown(String name, List<Run> runs) {
    StringBuilder text = new StringBuilder();
    text.append("# Bulk loads, ").append(name).append("\n\n").append(Machine.describe());
    text.append(
        """


        `Index.ingest` with its defaults, by a client with a heap of 256 MiB, into `pinelink local --count-only`, which
        has 512 MiB; each in a process of its own, over TLS on loopback. All vectors have 384 values. `dictionary` are
        the embeddings of WordNet's glosses, with the entries as metadata, which the client holds in memory; `generated`
        come from an iterator, without metadata. What the source costs is in the figures. At the end the server's ids
        and checksum of all content are held against those of the source.

        | |""");
    runs.forEach(run -> text.append(" ").append(run.title()).append(" |"));
    text.append("\n|---|").append("---|".repeat(runs.size())).append("\n| arrived |");
    runs.forEach(run -> text.append(run.arrived() ? " all |" : " NOT ALL |"));
    for (Figure figure : Figure.values()) {
      text.append("\n| ").append(figure.title()).append(" |");
      for (Run run : runs) {
        Double value = run.figures().get(figure);
        text.append(" ").append(value == null ? "-" : text(value)).append(" |");
      }
    }
    text.append("\n\n");
    for (Run run : runs) {
      text.append("- ").append(run.title()).append(": sent ").append(run.sent());
      text.append("; the server has ").append(run.found()).append("\n");
    }
    return text.toString();
  }

  /** Whole numbers without a fraction. */
  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Spread.text(value);
  }

  private static void json(Path file, List<Run> runs) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("date", LocalDate.now(ZoneOffset.UTC).toString());
      json.writeStringField("machine", Machine.describe());
      json.writeArrayFieldStart("loads");
      for (Run run : runs) {
        json.writeStartObject();
        json.writeStringField("what", run.what());
        json.writeStringField("protocol", run.protocol().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("arrived", run.arrived());
        json.writeStringField("checksum", String.format("%016x", run.found().checksum()));
        for (var figure : run.figures().entrySet()) {
          json.writeNumberField(figure.getKey().name().toLowerCase(Locale.ROOT), figure.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
