package io.pinelink.benchmarks.bulk;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.benchmarks.stores.CpuClock;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;

/**
 * A comparison of a bulk writer with {@code bulkUpsert} for the same vectors, in turn, against a
 * server in this process. Prints the vectors per second and the CPU time per vector of each load,
 * of the client and the server together. A third kind of load writes as many changes to 100 ids.
 */
public final class WritingClient {
  private static final int DIMENSION = 384;
  private static final int FEW_IDS = 100;

  private WritingClient() {}

  /**
   * Runs the comparison.
   *
   * @param args the number of vectors of a load, the number of rounds, and the protocol
   */
  public static void main(String... args) throws IOException {
    int count = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Protocol protocol = Protocol.valueOf(args[2].toUpperCase(Locale.ROOT));
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder("writer", IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .dimension(DIMENSION)
                  .metric(Metric.COSINE)
                  .build());
      Index index = client.index("writer");
      for (int round = 0; round < rounds; round++) {
        measure("bulkUpsert", count, () -> upsert(index, count));
        measure("bulkWriter", count, () -> write(index, count, count));
        measure("bulkWriter, " + FEW_IDS + " ids", count, () -> write(index, count, FEW_IDS));
      }
    }
  }

  private static void measure(String name, int count, Runnable load) throws IOException {
    CpuClock cpu = new CpuClock();
    long cpuBefore = cpu.nanos();
    long start = System.nanoTime();
    load.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double micros = (cpu.nanos() - cpuBefore) / 1e3 / count;
    System.out.printf(
        Locale.ROOT, "%-20s %8.0f vectors/s %8.1f us CPU%n", name, count / seconds, micros);
  }

  private static void upsert(Index index, int count) {
    index.bulkUpsert(
        BulkSource.of(new GeneratedVectors(count, DIMENSION, false)), BulkOptions.defaults());
  }

  private static void write(Index index, int count, int ids) {
    BulkWriterListener<Integer> listener =
        (number, failure) -> {
          throw new IllegalStateException(failure.toString());
        };
    Iterator<Vector> vectors = new GeneratedVectors(count, DIMENSION, false);
    try (BulkWriter<Integer> writer = index.bulkWriter(BulkOptions.defaults(), listener)) {
      for (int number = 0; vectors.hasNext(); number++) {
        Vector vector = vectors.next();
        Vector changed = ids < count ? Vector.of("v" + number % ids, vector.values()) : vector;
        writer.write(BulkChange.upsert(changed), number);
      }
    }
  }
}
