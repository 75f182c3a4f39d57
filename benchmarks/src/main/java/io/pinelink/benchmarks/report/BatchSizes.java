package io.pinelink.benchmarks.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.benchmarks.bulk.SizingClient;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A measurement of batch sizes: one process loads the same vectors with each size in turn.
 *
 * @param vectors the number of vectors in each load
 * @param rounds the number of measured rounds, after one for warm-up
 */
record BatchSizes(int vectors, int rounds, List<Load> loads) {
  /** A load, with CPU in microseconds per vector. */
  private record Load(
      int round,
      Protocol protocol,
      int bytes,
      long vectors,
      long batches,
      double cpu,
      double perSecond) {
    static Load parse(String line) {
      String[] fields = line.split(" ", -1);
      return new Load(
          Integer.parseInt(fields[0]),
          Protocol.valueOf(fields[1]),
          Integer.parseInt(fields[2]),
          Long.parseLong(fields[3]),
          Long.parseLong(fields[4]),
          Double.parseDouble(fields[5]),
          Double.parseDouble(fields[6]));
    }
  }

  /** Runs the loads into a server. */
  static BatchSizes run(boolean quick, CountingServer server, List<String> options)
      throws IOException {
    int vectors = quick ? 2_000 : 100_000;
    int rounds = quick ? 1 : 5;
    List<String> args =
        List.of(
            String.valueOf(vectors),
            String.valueOf(rounds + 1),
            server.host(),
            server.port(),
            server.authority(),
            EmbeddedPinecone.API_KEY);
    String classPath = System.getProperty("java.class.path");
    List<Load> loads = new ArrayList<>();
    try (Jvm client = Jvm.start(List.of(), classPath, options, SizingClient.class, args)) {
      client.lines().stream().map(Load::parse).filter(load -> load.round() > 0).forEach(loads::add);
    }
    if (loads.size() != rounds * SizingClient.SIZES.size() * Protocol.values().length) {
      throw new IllegalStateException("the client completed only " + loads.size() + " loads");
    }
    return new BatchSizes(vectors, rounds, loads);
  }

  /** Returns the medians and spreads as Markdown. */
  String markdown() {
    StringBuilder text =
        new StringBuilder(
            """

            ## By batch size

            %,d generated vectors, loaded with each size in turn, in %d rounds after a warm-up round. One process runs all
            loads, with a new client for each, which first loads a quarter of the vectors unmeasured. Every other round
            starts with the largest size. A batch has at most 1,000 vectors, so the last size is not reached over gRPC.

            | protocol | max bytes per batch | vectors per batch | CPU, us per vector | vectors per second |
            |---|---|---|---|---|
            """
                .formatted(vectors, rounds));
    for (Protocol protocol : List.of(Protocol.GRPC, Protocol.REST)) {
      for (int bytes : SizingClient.SIZES) {
        text.append(row(protocol, bytes));
      }
    }
    return text.toString();
  }

  private String row(Protocol protocol, int bytes) {
    List<Load> all =
        loads.stream().filter(load -> load.protocol == protocol && load.bytes == bytes).toList();
    return "| %s | %,d | %,.0f | %s | %s |%n"
        .formatted(
            protocol.name().toLowerCase(Locale.ROOT),
            bytes,
            spread(all, load -> load.vectors / (double) load.batches).median(),
            spread(all, Load::cpu),
            spread(all, Load::perSecond));
  }

  private static Spread spread(List<Load> loads, ToDoubleFunction<Load> figure) {
    return Spread.of(loads.stream().map(figure::applyAsDouble).toList());
  }

  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("batch_sizes");
    for (Load load : loads) {
      json.writeStartObject();
      json.writeStringField("protocol", load.protocol.name().toLowerCase(Locale.ROOT));
      json.writeNumberField("batch_bytes", load.bytes);
      json.writeNumberField("vectors", load.vectors);
      json.writeNumberField("batches", load.batches);
      json.writeNumberField("cpu", load.cpu);
      json.writeNumberField("rate", load.perSecond);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
