package io.pinelink.benchmarks.stores;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A process that uses one store. It reads one operation and its round per line from standard input,
 * such as {@code ADD 7}, and prints what it cost: nanoseconds, nanoseconds of CPU and bytes
 * allocated by live threads, or {@code unsupported}. It ends with its input.
 */
public final class StoreDriver {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final CpuClock CPU = new CpuClock();

  private StoreDriver() {}

  /**
   * Runs the store.
   *
   * @param args the store's name, the API key and the index
   */
  public static void main(String... args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StoreJob job = StoreJobs.open(args[0], args[1], args[2]);
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] order = line.split(" ", -1);
      System.out.println(measured(job, StoreOperation.valueOf(order[0]), order[1]));
    }
    System.exit(0); // Not every client's threads are daemons.
  }

  private static String measured(StoreJob job, StoreOperation operation, String round)
      throws IOException {
    long cpu = CPU.nanos();
    long before = allocatedBytes();
    long begin = System.nanoTime();
    try {
      operation.runRound(job, Integer.parseInt(round));
    } catch (UnsupportedOperationException e) {
      return "unsupported";
    }
    long nanos = System.nanoTime() - begin;
    long allocated = allocatedBytes() - before; // first, because reading the clock allocates
    return nanos + " " + (CPU.nanos() - cpu) + " " + allocated;
  }

  private static long allocatedBytes() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }
}
