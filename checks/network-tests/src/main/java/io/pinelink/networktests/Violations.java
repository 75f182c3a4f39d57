package io.pinelink.networktests;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The events that must not happen in a run, each with its time. Prints each at once. */
final class Violations {
  private static final int KEPT = 50;

  private final long begin = System.nanoTime();
  private final AtomicLong count = new AtomicLong();
  private final List<String> first = new CopyOnWriteArrayList<>();

  void add(String violation) {
    String line = time() + " " + violation;
    System.out.println("VIOLATION " + line);
    if (count.incrementAndGet() <= KEPT) {
      first.add(line);
    }
  }

  /** Returns the time since the beginning, in seconds. */
  String time() {
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3;
    return String.format(Locale.ROOT, "%7.1f s", seconds);
  }

  long count() {
    return count.get();
  }

  /** Returns the first 50. */
  List<String> first() {
    return first;
  }
}
