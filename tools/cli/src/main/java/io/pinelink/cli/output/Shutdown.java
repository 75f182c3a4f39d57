package io.pinelink.cli.output;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A shutdown hook that waits for SIGTERM or SIGINT and ends the program with its exit code once
 * everything is closed. The JVM's own exit code for a signal would report a failure.
 */
public final class Shutdown implements AutoCloseable {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "pinelink-shutdown");

  private volatile int code;

  private Shutdown() {}

  /** Installs the hook. Afterwards a signal only ends the wait in {@link #await}. */
  public static Shutdown watch() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  private void end() {
    asked.countDown();
    try {
      closed.await();
      Runtime.getRuntime().halt(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sets the exit code after a signal, and returns it; 0 if it is not set. */
  public int exitCode(int newCode) {
    code = newCode;
    return newCode;
  }

  /** Waits until a signal arrives or the thread is interrupted. */
  public void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until the latch reaches zero, and returns true, or false if a signal arrives or the
   * thread is interrupted before.
   */
  public boolean await(CountDownLatch done) {
    try {
      while (asked.getCount() > 0) {
        if (done.await(100, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Lets the program end. Call it when there is nothing left to close. */
  @Override
  public void close() {
    if (asked.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    closed.countDown();
  }
}
