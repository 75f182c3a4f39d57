package io.pinelink.testsupport.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The differences between what callers read and what they must read. Thread-safe. */
public final class Mismatches {
  private static final int SHOWN = 20;

  private final AtomicLong checks = new AtomicLong();
  private final AtomicLong count = new AtomicLong();
  private final List<String> first = new CopyOnWriteArrayList<>();
  private final Consumer<String> listener;

  public Mismatches() {
    this(mismatch -> {});
  }

  /**
   * @param listener receives every difference when it is found
   */
  public Mismatches(Consumer<String> listener) {
    this.listener = listener;
  }

  public void expect(boolean holds, Supplier<String> mismatch) {
    checks.incrementAndGet();
    if (!holds) {
      add(mismatch.get());
    }
  }

  public void add(String mismatch) {
    listener.accept(mismatch);
    if (count.incrementAndGet() <= SHOWN) {
      first.add(mismatch);
    }
  }

  public long checks() {
    return checks.get();
  }

  public long count() {
    return count.get();
  }

  public List<String> first() {
    return first;
  }
}
