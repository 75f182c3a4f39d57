package io.pinelink.contract.hostile;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.contract.hostile.NumberedCall.Kind;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.TransportException;
import io.pinelink.spi.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Threads that make calls one after another, each call with its own number. */
final class CallerThreads {
  private static final int COUNT = 16;

  /** The timeout of a call that the server does not answer. */
  private static final Duration SHORT = Duration.ofMillis(250);

  /** The timeout of any other call: far longer than a call takes, even on a busy machine. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Index index;
  private final long seed;
  private final RandomAttackPlan<?> plan;
  private final OutcomeCounts tally;
  private final AtomicInteger next;
  private final Predicate<TransportException> repeated;

  /**
   * Creates callers.
   *
   * @param first the number of their first call
   * @param repeated the failures after which a call is repeated: failures of connections that the
   *     server has closed, and a client may use one before it notices
   */
  CallerThreads(
      Index index,
      long seed,
      RandomAttackPlan<?> plan,
      OutcomeCounts tally,
      int first,
      Predicate<TransportException> repeated) {
    this.index = index;
    this.seed = seed;
    this.plan = plan;
    this.tally = tally;
    this.next = new AtomicInteger(first);
    this.repeated = repeated;
  }

  /** Makes calls with numbers below the end, and waits for all of them. */
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
    Deadline deadline = Deadline.after(LONG);
    Index timed = index.with(CallOptions.defaults().timeout(slow ? SHORT : LONG));
    Outcome outcome = Call.make(timed, new NumberedCall(kind, number));
    while (isRepeated(outcome) && !deadline.isExpired()) {
      outcome = Call.make(timed, new NumberedCall(kind, number));
    }
    String call = "call " + number + " (" + kind + ", " + plan.attackOn(number) + ")";
    // With retries, an attempt may have timed out and the retry budget be used up.
    if (!slow && deadline.isExpired() && outcome.failure() instanceof DeadlineExceededException) {
      tally.stalled(call);
    } else {
      tally.add(outcome, call);
    }
  }

  private boolean isRepeated(Outcome outcome) {
    return outcome.failure() instanceof TransportException lost && repeated.test(lost);
  }
}
