package io.pinelink.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that measures a client's footprint: bytes of heap and of direct buffers, and threads.
 * Prints a line for an idle client, one for a client with a connection, and one for an index.
 */
public final class Footprint {
  private static final int INDEXES = 500;

  /** Netty as the official client has it, and as the gRPC of Pinelink contains it. */
  private static final List<String> NETTYS = List.of("io.netty", "io.grpc.netty.shaded.io.netty");

  private Footprint() {}

  /**
   * Runs the measurement.
   *
   * @param args the client's name, and a port of the sink for each client
   */
  public static void main(String... args) throws Exception {
    // Loads what the JVM needs once for all clients.
    List<BenchmarkSubject> kept = new ArrayList<>();
    kept.add(answered(args[0], args[1]));
    Amount begin = Amount.now();
    for (int i = 2; i < args.length; i++) {
      kept.add(BenchmarkSubjects.open(args[0], new Target(Integer.parseInt(args[i]), null)));
    }
    int count = args.length - 2;
    System.out.println(Amount.now().since(begin, count));
    for (BenchmarkSubject subject : kept) {
      subject.work(Call.QUERY, Shape.USUAL).run(0);
    }
    System.out.println(Amount.now().since(begin, count));
    Amount before = Amount.now();
    List<Object> indexes = new ArrayList<>();
    for (int i = 0; i < INDEXES; i++) {
      indexes.add(kept.get(0).openIndex(i));
    }
    System.out.println(Amount.now().since(before, indexes.size()));
    System.exit(0); // Not every client's threads are daemons.
  }

  private static BenchmarkSubject answered(String name, String port) throws Exception {
    BenchmarkSubject subject =
        BenchmarkSubjects.open(name, new Target(Integer.parseInt(port), null));
    subject.work(Call.QUERY, Shape.USUAL).run(0);
    return subject;
  }

  private record Amount(long heap, long direct, int threads) {
    private static final int COLLECTIONS = 5;

    static Amount now() throws ReflectiveOperationException {
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
      }
      return new Amount(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          directNow(),
          ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /** Returns the bytes in Netty's direct buffers, by reflection: a client has one Netty. */
    private static long directNow() throws ReflectiveOperationException {
      long bytes = 0;
      for (String netty : NETTYS) {
        try {
          Class<?> platform = Class.forName(netty + ".util.internal.PlatformDependent");
          bytes += Math.max(0, (long) platform.getMethod("usedDirectMemory").invoke(null));
        } catch (ClassNotFoundException e) {
          // Not on the class path of this client.
        }
      }
      return bytes;
    }

    String since(Amount begin, int count) {
      return "%d %d %.1f"
          .formatted(
              (heap - begin.heap) / count,
              (direct - begin.direct) / count,
              (threads - begin.threads) / (double) count);
    }
  }
}
