package io.pinelink.contract.hostile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The threads that a client starts, without those that existed before. */
final class ClientThreads {
  /** Names of threads that the JDK and the libraries share between clients, or that tests start. */
  private static final List<String> SHARED =
      List.of(
          RawServer.THREAD_PREFIX,
          HostileWalkIT.CALLER,
          "ForkJoinPool",
          "CompletableFutureDelayScheduler",
          "pinelink-timer",
          "globalEventExecutor",
          "grpc-",
          "Cleaner-",
          "Common-Cleaner",
          "process reaper",
          "surefire-",
          "junit-",
          "JUnit",
          "ThreadedStreamConsumer");

  private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

  /** Waits until all threads of the client have ended. */
  void awaitEnd() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && SHARED.stream().noneMatch(thread.getName()::startsWith)) {
        thread.join();
      }
    }
  }
}
