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
 * What the size of a batch is worth: the same vectors, loaded again and again by one process.
 *
 * @param vectors of each load
 * @param rounds how many count; the one before warmed up
 */
record BatchSizes(int vectors, int rounds, List<Load> loads) {
  /** One load; CPU in microseconds a vector. */
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

  /** Runs it, into a server of its own. */
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
      throw new IllegalStateException("the client made only " + loads.size() + " loads");
    }
    return new BatchSizes(vectors, rounds, loads);
  }

  /** The middles and the spreads. */
  String markdown() {
    StringBuilder text =
        new StringBuilder(
            """

            ## By the size of a batch

            %,d of the generated vectors, with each size in turn, %d times after a first time that does not count. One
            process makes all loads, and a client for each, which loads some before that. Every other time the largest
            size comes first. A batch has 1,000 vectors at most, so that over gRPC the last size is not reached.

            | protocol | most bytes of a batch | vectors a batch | CPU, us a vector | vectors a second |
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
