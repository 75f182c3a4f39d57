package io.pinelink.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** An executor that starts a daemon thread per task, for tasks that may block for long. */
public record DaemonThreadExecutor(String name) implements Executor {
  @Override
  public void execute(Runnable task) {
    thread(task, name).start();
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Creates an executor with one daemon thread, which ends soon after the last task. It is for the
   * tasks of a caller that blocks, and would occupy a thread that the tasks need.
   */
  public static Executor single(String name) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> thread(task, name));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
