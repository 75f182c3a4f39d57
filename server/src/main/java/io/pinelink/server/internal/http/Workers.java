package io.pinelink.server.internal.http;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The threads that execute requests. Searches have threads of their own, and so have the requests
 * with many items, so that short requests do not wait for them, however many there are.
 */
final class Workers {
  private static final Set<String> SEARCHES = Set.of("query", "searchRecords", "searchDocuments");

  private static final Set<String> BATCHES =
      Set.of(
          "upsert",
          "fetch",
          "fetchByMetadata",
          "upsertRecords",
          "upsertDocuments",
          "fetchDocuments");

  private final ExecutorService searches;
  private final ExecutorService batches;
  private final ExecutorService others;

  /**
   * @param size the maximum number of threads of each kind, which start when they are needed
   * @param threads creates the threads of a role
   */
  Workers(int size, Function<String, ThreadFactory> threads) {
    this.searches = Executors.newFixedThreadPool(size, threads.apply("search"));
    this.batches = Executors.newFixedThreadPool(size, threads.apply("batch"));
    this.others = Executors.newFixedThreadPool(size, threads.apply("worker"));
  }

  Executor of(ServerCall call) {
    if (SEARCHES.contains(call.operation())) {
      return searches;
    }
    return BATCHES.contains(call.operation()) ? batches : others;
  }

  /** Interrupts the threads. */
  void stop() {
    searches.shutdownNow();
    batches.shutdownNow();
    others.shutdownNow();
  }

  /** Waits until the threads have ended, but not longer than a time for each kind. */
  void await(long seconds) throws InterruptedException {
    boolean unused =
        searches.awaitTermination(seconds, TimeUnit.SECONDS)
            && batches.awaitTermination(seconds, TimeUnit.SECONDS)
            && others.awaitTermination(seconds, TimeUnit.SECONDS);
  }
}
