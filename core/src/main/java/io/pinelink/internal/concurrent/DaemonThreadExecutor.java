package io.pinelink.internal.concurrent;

import java.util.concurrent.Executor;

/** A thread for each task, which does not keep the JVM alive: for what may block for long. */
public record DaemonThreadExecutor(String name) implements Executor {
  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
