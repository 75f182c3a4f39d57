package io.pinelink.internal.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A timer thread that all clients share. Unlike the JDK's timer of {@link CompletableFuture}, it
 * belongs to no application: it is not in the thread group of the program that first needs it, for
 * which build tools wait, has no context class loader, which application servers report as a leak,
 * and ends soon after the last timer.
 */
public final class TimerThread {
  private static final int IDLE_SECONDS = 2;

  private static final ScheduledThreadPoolExecutor TIMERS = create();

  private TimerThread() {}

  private static ScheduledThreadPoolExecutor create() {
    ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, TimerThread::thread);
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
    return timers;
  }

  private static Thread thread(Runnable work) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
      group = parent;
    }
    Thread thread = new Thread(group, work, "pinelink-timer");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /**
   * Completes a future after a delay. Its dependents run on the timer thread, so they must not
   * block. Completing or cancelling the future removes the timer.
   */
  public static <T> void completeAfter(
      CompletableFuture<T> future, @Nullable T value, long nanoseconds) {
    Future<?> timer =
        TIMERS.schedule(() -> future.complete(value), nanoseconds, TimeUnit.NANOSECONDS);
    var unused = future.whenComplete((done, failure) -> timer.cancel(false));
  }
}
