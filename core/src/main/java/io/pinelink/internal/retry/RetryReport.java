package io.pinelink.internal.retry;

import io.pinelink.error.PinelinkException;
import io.pinelink.retry.RetryListener;
import io.pinelink.retry.RetryListener.GiveUpReason;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Reports failed attempts to the log and to the user's listener. */
record RetryReport(RetryListener listener) {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  void retrying(PinelinkException failure, Duration wait) {
    LOG.log(Level.DEBUG, () -> failure.getMessage() + "; retrying in " + wait);
    report(() -> listener.retrying(failure, wait));
  }

  void gaveUp(PinelinkException failure, GiveUpReason why) {
    report(() -> listener.gaveUp(failure, why));
  }

  private static void report(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a retry listener failed", e);
    }
  }
}
