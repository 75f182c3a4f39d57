package io.pinelink.endtoend.soak;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources of a process that clients, servers and relays must release. Files of jars do not
 * count: the JVM opens them as classes are loaded.
 */
record Resources(long sockets, Set<String> threads) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Prefixes of the threads of clients, servers and relays. All clients share the timer. */
  private static final List<String> OWN =
      List.of("pinelink-", "embedded-", HostileRelay.THREAD_PREFIX);

  private static final String SHARED = "pinelink-timer";

  static Resources now() {
    return new Resources(openSockets(), ownThreads());
  }

  private static long openSockets() {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.filter(Resources::isOfNetwork).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfNetwork(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:")
          || target.startsWith("pipe:")
          || target.startsWith("anon_inode:");
    } catch (IOException e) {
      // Closed meanwhile.
      return false;
    }
  }

  private static Set<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> OWN.stream().anyMatch(name::startsWith) && !name.equals(SHARED))
        .collect(Collectors.toSet());
  }

  /** Waits until no more is held than before. */
  void awaitReturned(Duration timeout) {
    await()
        .atMost(timeout)
        .untilAsserted(
            () -> {
              Resources now = now();
              if (now.sockets > sockets || !threads.containsAll(now.threads)) {
                throw new AssertionError("held: " + now + ", before: " + this);
              }
            });
  }
}
