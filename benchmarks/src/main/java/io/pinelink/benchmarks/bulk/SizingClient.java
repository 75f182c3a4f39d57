package io.pinelink.benchmarks.bulk;

import com.sun.management.OperatingSystemMXBean;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Protocol;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client process that loads the same vectors repeatedly with several batch sizes in turn, so that
 * all sizes run compiled code. Prints a line per load: the round, the protocol, the max bytes of a
 * batch, the vectors, the batches, microseconds of CPU per vector, and vectors per second.
 */
public final class SizingClient {
  /** The batch sizes in bytes. */
  public static final List<Integer> SIZES =
      List.of(62_500, 125_000, 250_000, 500_000, 1_000_000, BulkOptions.MAX_BATCH_BYTES);

  private static final int PART_BEFORE = 4;
  private static final double NANOS_OF_MICRO = 1e3;
  private static final double NANOS_OF_SECOND = 1e9;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private SizingClient() {}

  /**
   * Runs the loads.
   *
   * @param args the number of vectors, the number of rounds, the index's host, the port to dial on
   *     localhost, the PEM file of the server's authority and an API key
   */
  public static void main(String... args) {
    int vectors = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    CountedIndex target = CountedIndex.of(2, args);
    for (int round = 0; round < rounds; round++) {
      List<Integer> sizes = new ArrayList<>(SIZES);
      if (round % 2 == 1) {
        Collections.reverse(sizes); // so that no size always follows the same other size
      }
      for (Protocol protocol : Protocol.values()) {
        for (int bytes : sizes) {
          System.out.println(
              round + " " + protocol + " " + bytes + " " + load(target, protocol, bytes, vectors));
        }
      }
    }
  }

  /** Loads with a new client, after a warm-up in which it finds its concurrency limit. */
  private static String load(CountedIndex target, Protocol protocol, int bytes, int vectors) {
    AtomicLong calls = new AtomicLong();
    try (Pinelink client = target.client(protocol, calls, new AtomicLong())) {
      Index index = client.indexAt(target.host());
      load(index, vectors / PART_BEFORE, bytes, calls);
      return load(index, vectors, bytes, calls);
    }
  }

  private static String load(Index index, int vectors, int bytes, AtomicLong calls) {
    long before = calls.get();
    long cpu = SYSTEM.getProcessCpuTime();
    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(new GeneratedVectors(vectors, Source.DIMENSION, false)),
            BulkOptions.builder().maxBatchBytes(bytes).build());
    double micros = (SYSTEM.getProcessCpuTime() - cpu) / NANOS_OF_MICRO;
    return report.accepted()
        + " "
        + (calls.get() - before)
        + " "
        + micros / report.accepted()
        + " "
        + report.accepted() * NANOS_OF_SECOND / report.elapsed().toNanos();
  }
}
