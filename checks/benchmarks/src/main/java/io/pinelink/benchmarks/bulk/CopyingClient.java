package io.pinelink.benchmarks.bulk;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.benchmarks.stores.CpuClock;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.copy.ComparisonOptions;
import io.pinelink.copy.ComparisonReport;
import io.pinelink.copy.CopyOptions;
import io.pinelink.copy.CopyReport;
import io.pinelink.copy.NamespaceComparison;
import io.pinelink.copy.NamespaceCopy;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A client process that loads, copies and compares namespaces over gRPC in plaintext. Each line of
 * input is a command, and each has a line with the seconds that it took and the microseconds of the
 * process's CPU. It ends with its input.
 */
public final class CopyingClient {
  private final Index index;
  private final int dimension;
  private final CpuClock cpu = new CpuClock();

  private CopyingClient(Index index, int dimension) {
    this.index = index;
    this.dimension = dimension;
  }

  /**
   * Runs the client.
   *
   * @param args the index's host, and its dimension
   */
  public static void main(String... args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Pinelink pinelink =
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .protocols(Protocol.GRPC, Protocol.REST)
            .build()) {
      CopyingClient client =
          new CopyingClient(pinelink.indexAt(args[0]), Integer.parseInt(args[1]));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(client.run(line.split(" ", -1)));
      }
    }
    System.exit(0);
  }

  private String run(String[] words) throws IOException {
    long before = cpu.nanos();
    long start = System.nanoTime();
    switch (words[0]) {
      case "load" -> load(index.namespace(words[1]), Long.parseLong(words[2]));
      case "copy" -> copy(index.namespace(words[1]), index.namespace(words[2]));
      case "compare" -> compare(index.namespace(words[1]), index.namespace(words[2]));
      default -> throw new IllegalArgumentException("no command " + words[0]);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return seconds + " " + (cpu.nanos() - before) / 1_000;
  }

  private void load(Index into, long count) {
    BulkReport report =
        into.bulkUpsert(
            BulkSource.of(new GeneratedVectors(count, dimension, false)), BulkOptions.defaults());
    check(report.isClean(), report);
  }

  private static void copy(Index from, Index to) {
    CopyReport report = NamespaceCopy.of(from, to).run(CopyOptions.defaults());
    check(report.isClean(), report);
  }

  private static void compare(Index from, Index to) {
    ComparisonReport report = NamespaceComparison.of(from, to).run(ComparisonOptions.defaults());
    check(report.isEqual(), report);
  }

  private static void check(boolean holds, Object report) {
    if (!holds) {
      throw new IllegalStateException(report.toString());
    }
  }
}
