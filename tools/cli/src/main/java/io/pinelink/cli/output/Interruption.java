package io.pinelink.cli.output;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The effect of Ctrl-C and SIGTERM: they interrupt the thread of the command, which cancels its
 * call, reports that, and leaves files complete. The JVM then exits with its code of the signal,
 * 130 or 143.
 */
public final class Interruption implements AutoCloseable {
  private static final long MAX_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread hook;

  /** A command that handles signals in a way of its own, such as a server. */
  public interface Handled {}

  /** Has signals interrupt this thread until this is closed. */
  public void begin() {
    Thread running = Thread.currentThread();
    hook =
        new Thread(
            () -> {
              running.interrupt();
              await();
            },
            "pinelink-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      ended.await(MAX_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the JVM exit. Call it when everything is printed. */
  @Override
  public void close() {
    ended.countDown();
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is shutting down.
      }
    }
  }
}
