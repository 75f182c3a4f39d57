package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.bulk.LoadingClient;
import io.pinelink.benchmarks.bulk.Source;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A check that bulk loads arrive completely and in little memory, and what they cost. */
final class BulkLoad implements Scenario {
  private static final String CLIENT_HEAP = "-Xmx256m";

  private static final List<Measure> MEASURES =
      List.copyOf(EnumSet.range(Measure.SECONDS, Measure.SERVER_RESIDENT));

  private final Readings readings = new Readings();
  private final StringBuilder contents = new StringBuilder();

  @Override
  public boolean run(Settings settings, Path scratch) throws IOException {
    boolean arrived = true;
    for (String source :
        settings.quick()
            ? List.of("vectors:50000", "documents:25000")
            : List.of("vectors:2000000", "documents:1000000")) {
      boolean documents = Source.isOfDocuments(source);
      for (Protocol protocol :
          documents ? List.of(Protocol.REST) : List.of(Protocol.GRPC, Protocol.REST)) {
        String client = protocol.name().toLowerCase(Locale.ROOT);
        if (settings.selects(client + ", " + source)) {
          arrived &= load(source, protocol, client, scratch);
        }
      }
    }
    new ResultPage(
            settings,
            "load",
            "Bulk loads",
            """
            `bulkUpsert` with its defaults, by a client with a heap of 256 MiB, into `pinelink local --count-only` with a
            heap of 512 MiB; each in its own process, over TLS on loopback. `vectors` are generated, with 384 values and no
            metadata; `documents` have such values and a text of 200 bytes. The figures include the cost of the source and
            the start of the JVM, whose compiler takes some seconds of CPU. At the end the server's ids and the checksum of
            all content are compared with the source.
            """)
        .table(readings, MEASURES)
        .append(contents.toString())
        .write();
    return arrived;
  }

  /** Loads with a client and a server of its own, and returns whether everything arrived. */
  private boolean load(String source, Protocol protocol, String client, Path scratch)
      throws IOException {
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    CountingServer.Content sent = CountingServer.Content.of(source);
    CountingServer.Content found;
    try (CountingServer server = CountingServer.start(scratch)) {
      try (Jvm jvm =
          Jvm.start(
              System.getProperty("java.class.path"),
              List.of(CLIENT_HEAP, "-Djava.util.logging.config.file=" + logging),
              LoadingClient.class,
              List.of(
                  source,
                  protocol.name(),
                  Source.isOfDocuments(source) ? server.createDocumentIndex() : server.host(),
                  server.port(),
                  server.authority(),
                  EmbeddedPinecone.API_KEY))) {
        for (String line : jvm.lines()) {
          String[] parts = line.split(" ", 2);
          values.put(Measure.valueOf(parts[0]), Double.valueOf(parts[1]));
        }
      }
      server.addTo(values);
      found = server.end();
    }
    readings.add(new Reading(source, client, 1, values));
    boolean arrived = sent.equals(found);
    String result =
        "%s, %s: %s. Sent %s; the server has %s."
            .formatted(source, client, arrived ? "all arrived" : "NOT ALL ARRIVED", sent, found);
    System.out.println(result);
    contents.append("\n- ").append(result);
    return arrived;
  }
}
