package io.pinelink.contract.hostile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The threads that a client starts, told from those that were there before. */
final class ClientThreads {
  /** What the JDK and the libraries keep for all clients, and what the tests start. */
  private static final List<String> SHARED =
      List.of(
          RawServer.THREAD_PREFIX,
          HostileWalkIT.CALLER,
          "ForkJoinPool",
          "CompletableFutureDelayScheduler",
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

  /** Waits until each of them has ended. */
  void awaitEnd() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && SHARED.stream().noneMatch(thread.getName()::startsWith)) {
        thread.join();
      }
    }
  }
}
