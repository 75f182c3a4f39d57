package io.pinelink.cli.output;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The effect of Ctrl-C and SIGTERM: they interrupt the thread of the command, which cancels its
 * call, reports that, and leaves files complete. The JVM then exits with its code of the signal,
 * 130 or 143.
 */
public final class Interruption {
  private static final long MAX_SECONDS = 10;

  private Interruption() {}

  /** A command that handles signals in a way of its own, such as a server. */
  public interface Handled {}

  /** Runs a command so that signals interrupt it. */
  public static int guard(IntSupplier command) {
    Thread running = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              running.interrupt();
              await(ended);
            },
            "pinelink-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return command.getAsInt();
    } finally {
      ended.countDown();
      remove(hook);
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await(MAX_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down.
    }
  }
}
