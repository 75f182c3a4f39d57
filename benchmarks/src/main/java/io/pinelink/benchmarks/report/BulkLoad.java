package io.pinelink.benchmarks.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.benchmarks.bulk.Figure;
import io.pinelink.benchmarks.bulk.Source;
import io.pinelink.benchmarks.report.LoadRun.Load;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A check that bulk loads arrive completely and in little memory, and a measurement of their cost.
 * Started by {@code benchmarks/load.sh}.
 */
public final class BulkLoad {
  private static final int QUICK_NOUNS = 3_000;
  private static final String QUICK = "--quick";
  private static final String DOCUMENTS = "--documents";
  private static final List<String> OPTIONS = List.of(QUICK, DOCUMENTS);

  private BulkLoad() {}

  /**
   * Runs the loads and writes the report.
   *
   * @param args the runnable jar of the command line, the directory of the results, the directory
   *     of the dictionary's embeddings, and options
   */
  public static void main(String... args) throws IOException {
    Path jar = Path.of(args[0]);
    List<String> options = List.of(args).subList(3, args.length);
    if (!OPTIONS.containsAll(options)) {
      throw new IllegalArgumentException(options + " are not among " + OPTIONS);
    }
    boolean quick = options.contains(QUICK);
    boolean documentsOnly = options.contains(DOCUMENTS);
    List<LoadRun> runs;
    try (Scratch scratch = Scratch.create()) {
      runs = loads(sources(quick, documentsOnly, args[2]), jar, scratch.directory());
      String name =
          LocalDate.now(ZoneOffset.UTC)
              + (documentsOnly ? "-load-documents" : "-load")
              + (quick ? "-quick" : "");
      BatchSizes sizes = documentsOnly ? null : sizes(quick, jar, scratch.directory());
      write(runs, sizes, Path.of(args[1]), name);
    }
    if (!runs.stream().allMatch(LoadRun::arrived)) {
      System.exit(1);
    }
  }

  private static List<String> sources(boolean quick, boolean documentsOnly, String embeddings) {
    String documents = "documents:" + (quick ? 25_000 : 1_000_000);
    return documentsOnly
        ? List.of(documents)
        : List.of(
            "dictionary:" + (quick ? QUICK_NOUNS : 0) + ":" + embeddings,
            "generated:" + (quick ? 50_000 : 2_000_000),
            documents);
  }

  private static BatchSizes sizes(boolean quick, Path jar, Path scratch) throws IOException {
    try (CountingServer server = CountingServer.start(jar, scratch)) {
      return BatchSizes.run(quick, server, LoadRun.options(scratch));
    }
  }

  private static List<LoadRun> loads(List<String> sources, Path jar, Path scratch)
      throws IOException {
    List<LoadRun> runs = new ArrayList<>();
    for (String source : sources) {
      Load load = Load.of(source);
      List<Protocol> protocols =
          Source.isOfDocuments(source)
              ? List.of(Protocol.REST)
              : List.of(Protocol.GRPC, Protocol.REST);
      for (Protocol protocol : protocols) {
        LoadRun run = LoadRun.of(load, protocol, jar, scratch);
        System.out.println(
            run.title()
                + ": "
                + Spread.text(run.figure(Figure.SECONDS))
                + " s, "
                + (run.arrived() ? "all arrived" : "NOT ALL ARRIVED: " + run.found()));
        runs.add(run);
      }
    }
    return runs;
  }

  private static void write(
      List<LoadRun> runs, @Nullable BatchSizes sizes, Path results, String name)
      throws IOException {
    Files.createDirectories(results);
    Files.writeString(results.resolve(name + ".md"), markdown(name, runs, sizes));
    json(results.resolve(name + ".json"), runs, sizes);
    System.out.println("Written to " + results.resolve(name + ".md"));
  }

  private static String markdown(String name, List<LoadRun> runs, @Nullable BatchSizes sizes) {
    StringBuilder text = new StringBuilder();
    text.append("# Bulk loads, ").append(name).append("\n\n").append(Machine.describe());
    text.append(
        """


        `Index.bulkUpsert` with its defaults, by a client with a heap of 256 MiB, into `pinelink local --count-only` with a
        heap of 512 MiB; each in its own process, over TLS on loopback. All vectors have 384 values. `dictionary` loads the
        embeddings of WordNet's glosses, read from a file, with the entries, which the client keeps in memory, as
        metadata; `generated` loads vectors from an iterator, without metadata; `documents` loads such vectors with a text
        of 200 bytes as documents, with `DocumentIndex.bulkUpsert`. The figures include the cost of the source
        and the start of the JVM, whose compiler takes some seconds of CPU. At the end the server's ids and the checksum
        of all content are compared with the source.

        | |\
        """);
    runs.forEach(run -> text.append(" ").append(run.title()).append(" |"));
    text.append("\n|---|").append("---|".repeat(runs.size())).append("\n| arrived |");
    runs.forEach(run -> text.append(run.arrived() ? " all |" : " NOT ALL |"));
    for (Figure figure : Figure.values()) {
      text.append("\n| ").append(figure.title()).append(" |");
      for (LoadRun run : runs) {
        Double value = run.figures().get(figure);
        text.append(" ").append(value == null ? "-" : text(value)).append(" |");
      }
    }
    text.append("\n\n");
    for (LoadRun run : runs) {
      text.append("- ").append(run.title()).append(": sent ").append(run.load().content());
      text.append("; the server has ").append(run.found()).append("\n");
    }
    return sizes == null ? text.toString() : text.append(sizes.markdown()).toString();
  }

  /** Formats a number, without a fraction if it is whole. */
  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Spread.text(value);
  }

  private static void json(Path file, List<LoadRun> runs, @Nullable BatchSizes sizes)
      throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("date", LocalDate.now(ZoneOffset.UTC).toString());
      json.writeStringField("machine", Machine.describe());
      json.writeArrayFieldStart("loads");
      for (LoadRun run : runs) {
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
      if (sizes != null) {
        sizes.write(json);
      }
      json.writeEndObject();
    }
  }
}
