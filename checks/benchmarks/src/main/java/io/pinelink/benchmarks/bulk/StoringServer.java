package io.pinelink.benchmarks.bulk;

import io.pinelink.Pinelink;
import io.pinelink.benchmarks.stores.CpuClock;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process of an embedded server with one index, in plaintext. It prints the index's host, and for
 * each line of input its CPU time in microseconds and the bytes of its heap after a collection. It
 * ends with its input.
 */
public final class StoringServer {
  /** The limit of 50 MB per second, in full requests of 2 MB. */
  private static final int UPSERTS_PER_SECOND = 25;

  private static final int FETCHES_PER_SECOND = 100;
  private static final int LISTS_PER_SECOND = 200;

  /** Keeps the vectors of the plain form on the heap. */
  private static final Map<String, PlainRecord> PLAIN = new TreeMap<>();

  private StoringServer() {}

  /** A vector in objects of the JDK. */
  private static final class PlainRecord {
    private final String id;
    private final float[] values;
    private final Map<String, Object> metadata;

    PlainRecord(String id, float[] values, Map<String, Object> metadata) {
      this.id = id;
      this.values = values;
      this.metadata = metadata;
    }

    boolean isWhole() {
      return !id.isEmpty() && values.length > 0 && !metadata.isEmpty();
    }
  }

  /**
   * Runs the server.
   *
   * @param args {@code store}, {@code count} for a server that only counts vectors, {@code limited}
   *     for one with the service's limits, or {@code plain:COUNT} for no server, and so many
   *     vectors in maps of the JDK after the first line; then the dimension, if it is not the usual
   *     one
   */
  public static void main(String... args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    CpuClock cpu = new CpuClock();
    if (args[0].startsWith("plain:")) {
      System.out.println("none");
      figures(in, cpu);
      fill(Integer.parseInt(args[0].substring("plain:".length())));
      figures(in, cpu);
      System.exit(PLAIN.values().stream().allMatch(PlainRecord::isWhole) ? 0 : 1);
    }
    EmbeddedPineconeBuilder builder = EmbeddedPinecone.builder().localMode(0);
    if (args[0].equals("count")) {
      builder.countingOnly();
    }
    int dimension = args.length > 1 ? Integer.parseInt(args[1]) : Source.DIMENSION;
    try (EmbeddedPinecone server = builder.start()) {
      if (args[0].equals("limited")) {
        server.faults().limit("upsert", UPSERTS_PER_SECOND);
        server.faults().limit("fetch", FETCHES_PER_SECOND);
        server.faults().limit("listIds", LISTS_PER_SECOND);
      }
      System.out.println(host(server, dimension));
      while (figures(in, cpu)) {
        // The figures are printed as often as the other process wants.
      }
    }
  }

  private static String host(EmbeddedPinecone server, int dimension) {
    try (Pinelink client = server.clientBuilder().build()) {
      return client
          .controlPlane()
          .ensureIndex(
              CreateIndexRequest.builder("load", IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .dimension(dimension)
                  .metric(Metric.COSINE)
                  .build(),
              Duration.ofMinutes(1))
          .host()
          .orElseThrow();
    }
  }

  private static void fill(int count) {
    for (int i = 0; i < count; i++) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      // As from a message: names and values are objects of each vector.
      metadata.put(copy("category"), "category " + i % UpsertingClient.CATEGORIES);
      metadata.put(copy("price"), i / 4.0);
      String id = UpsertingClient.id(i);
      PLAIN.put(id, new PlainRecord(id, new float[Source.DIMENSION], metadata));
    }
  }

  private static String copy(String text) {
    return String.valueOf(text.toCharArray());
  }

  private static boolean figures(BufferedReader in, CpuClock cpu) throws IOException {
    String line = in.readLine();
    if (line == null) {
      return false;
    }
    long micros = cpu.nanos() / 1_000;
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    System.out.println(micros + " " + memory.getHeapMemoryUsage().getUsed());
    return true;
  }
}
