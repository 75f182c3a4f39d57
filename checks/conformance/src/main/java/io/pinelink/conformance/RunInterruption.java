package io.pinelink.conformance;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a run by a signal: stops the run, and holds the JVM until the run has removed its
 * indexes. A run that cannot within two minutes leaves its journal for the next one.
 */
final class RunInterruption {
  private static final long MAX_SECONDS = 120;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private RunInterruption(RunPace pace) {
    this.hook = new Thread(() -> end(pace), "pinelink-conformance-shutdown");
  }

  static RunInterruption stopping(RunPace pace) {
    RunInterruption interruption = new RunInterruption(pace);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void end(RunPace pace) {
    pace.stop();
    try {
      boolean unused = done.await(MAX_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the JVM end. */
  void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running.
    }
    done.countDown();
  }
}
