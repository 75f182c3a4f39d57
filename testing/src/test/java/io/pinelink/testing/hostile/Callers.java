package io.pinelink.testing.hostile;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.testing.hostile.Asked.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that make calls one after another, each with a number of its own. */
final class Callers {
  private static final int COUNT = 16;

  /** How long a call may take that the server does not answer. */
  static final Duration SHORT = Duration.ofMillis(250);

  /** How long any other call may take: far longer than one takes. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Index index;
  private final long seed;
  private final WalkPlan<?> plan;
  private final Tally tally;
  private final AtomicInteger next;

  /** Creates callers whose first call has the number {@code first}. */
  Callers(Index index, long seed, WalkPlan<?> plan, Tally tally, int first) {
    this.index = index;
    this.seed = seed;
    this.plan = plan;
    this.tally = tally;
    this.next = new AtomicInteger(first);
  }

  /** Makes calls until the next would have a certain number, and waits for all of them. */
  void callUntil(int end) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Thread thread = new Thread(() -> callInTurn(end), HostileWalkIT.CALLER);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void callInTurn(int end) {
    while (true) {
      int number = next.getAndUpdate(n -> n < end ? n + 1 : n);
      if (number >= end) {
        return;
      }
      call(number, plan.isSlow(number));
    }
  }

  private void call(int number, boolean slow) {
    Kind[] kinds = Kind.values();
    Kind kind = kinds[new SplittableRandom(seed - number).nextInt(kinds.length)];
    Outcome outcome =
        Call.make(index.with(CallOptions.timeout(slow ? SHORT : LONG)), new Asked(kind, number));
    String call = "call " + number + " (" + kind + ", " + plan.attackOn(number) + ")";
    if (!slow && outcome.failure() instanceof DeadlineExceededException) {
      tally.stalled(call);
    } else {
      tally.add(outcome, call);
    }
  }
}
