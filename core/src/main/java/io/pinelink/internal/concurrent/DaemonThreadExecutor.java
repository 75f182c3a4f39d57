package io.pinelink.internal.concurrent;

import java.util.concurrent.Executor;

/** An executor that starts a daemon thread per task, for tasks that may block for long. */
public record DaemonThreadExecutor(String name) implements Executor {
  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
