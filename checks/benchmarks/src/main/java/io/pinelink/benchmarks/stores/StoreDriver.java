package io.pinelink.benchmarks.stores;

import io.pinelink.Pinelink;
import io.pinelink.benchmarks.load.Meter;
import io.pinelink.network.AddressGuard;
import io.pinelink.routing.RoutePolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A process that uses one store. It reads one operation and its round per line from standard input,
 * such as {@code ADD 7}, and prints what it cost: nanoseconds, nanoseconds of CPU and bytes
 * allocated by live threads, or {@code unsupported}. It ends with its input.
 */
public final class StoreDriver {
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
    StoreJob job = open(args[0], args[1], args[2]);
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] order = line.split(" ", -1);
      System.out.println(measured(job, StoreOperation.valueOf(order[0]), order[1]));
    }
    System.exit(0); // Not every client's threads are daemons.
  }

  /** Opens a store. Loads the classes of one framework only, since a process has no others. */
  private static StoreJob open(String store, String apiKey, String index) {
    return switch (store) {
      case "langchain4j-own" -> LangChain4jJob.own(apiKey, index);
      case "langchain4j-pinelink" -> LangChain4jJob.pinelink(client(apiKey), index);
      case "spring-ai-own" -> SpringAiJob.own(apiKey, index);
      case "spring-ai-pinelink" -> SpringAiJob.pinelink(client(apiKey), index);
      default -> throw new IllegalArgumentException("store is " + store);
    };
  }

  /** Returns a client that uses private routes only, open until the process ends. */
  private static Pinelink client(String apiKey) {
    return Pinelink.builder()
        .apiKey(apiKey)
        .routePolicy(RoutePolicy.privateRequired())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .build();
  }

  private static String measured(StoreJob job, StoreOperation operation, String round)
      throws IOException {
    long cpu = CPU.nanos();
    long before = Meter.allocatedBytes();
    long begin = System.nanoTime();
    try {
      operation.runRound(job, Integer.parseInt(round));
    } catch (UnsupportedOperationException e) {
      return "unsupported";
    }
    long nanos = System.nanoTime() - begin;
    long allocated = Meter.allocatedBytes() - before; // first, because reading the clock allocates
    return nanos + " " + (CPU.nanos() - cpu) + " " + allocated;
  }
}
