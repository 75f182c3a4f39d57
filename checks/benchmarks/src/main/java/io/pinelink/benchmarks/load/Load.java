package io.pinelink.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A closed-loop load: a fixed number of calls is in flight, and each call starts when another has
 * ended.
 */
final class Load {
  private static final long END_MILLIS = 60_000;

  private final Work<?> work;
  private final Order order;
  private final ProcessHandle sink;
  private final Latencies latencies = new Latencies();
  private final LongAdder calls = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean over;

  Load(Work<?> work, Order order, ProcessHandle sink) {
    this.work = work;
    this.order = order;
    this.sink = sink;
  }

  /**
   * Runs the load and returns its windows in order.
   *
   * @throws IOException if a call fails
   */
  List<Window> run() throws IOException, InterruptedException {
    List<Thread> callers = start();
    List<Window> windows = new ArrayList<>();
    Thread.sleep(order.warmUp().toMillis());
    for (int i = 0; i < order.windows(); i++) {
      Meter begin = Meter.read(sink);
      latencies.clear();
      Thread.sleep(order.window().toMillis());
      windows.add(Window.between(begin, Meter.read(sink), latencies));
    }
    over = true;
    for (Thread caller : callers) {
      caller.join(END_MILLIS);
    }
    Throwable reason = failure.get();
    if (reason != null) {
      throw new IOException("A call failed", reason);
    }
    return windows.stream().map(window -> window.withTotal(calls.sum())).toList();
  }

  private List<Thread> start() {
    List<Thread> callers = new ArrayList<>();
    int threads = order.async() ? 1 : order.concurrency();
    for (int i = 0; i < threads; i++) {
      int first = i;
      Thread caller = new Thread(() -> call(first), "caller-" + i);
      caller.start();
      callers.add(caller);
    }
    return callers;
  }

  private void call(int first) {
    try {
      if (order.async()) {
        callAhead();
      } else {
        callInTurn(first);
      }
    } catch (Exception e) {
      failure.compareAndSet(null, e);
    }
  }

  private void callInTurn(int first) throws Exception {
    for (int turn = first; !isOver(); turn++) {
      long begin = System.nanoTime();
      work.run(turn);
      latencies.add(System.nanoTime() - begin);
      calls.increment();
    }
  }

  private void callAhead() throws InterruptedException {
    Semaphore free = new Semaphore(order.concurrency());
    for (int turn = 0; !isOver(); turn++) {
      free.acquire();
      long begin = System.nanoTime();
      var unused =
          work.start(turn)
              .whenComplete(
                  (answer, reason) -> {
                    latencies.add(System.nanoTime() - begin);
                    calls.increment();
                    if (reason != null) {
                      failure.compareAndSet(null, reason);
                    }
                    free.release();
                  });
    }
    free.acquire(order.concurrency());
  }

  private boolean isOver() {
    return over || failure.get() != null;
  }
}
