package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.failure.RefusedAddressException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
  private final AtomicLong nanoTime = new AtomicLong(-1);
  private final RefusalLog log = new RefusalLog(nanoTime::get);
  private final RefusedAddressException refusal =
      new RefusedAddressException("203.0.113.1 is public", InetAddress.getLoopbackAddress());

  @Test
  void aHostIsLoggedOnceAMinute() {
    assertThat(linesOf(() -> refuse("a", "a", "b"))).hasSize(2);
    nanoTime.addAndGet(RefusalLog.INTERVAL.toNanos() - 1);
    assertThat(linesOf(() -> refuse("a", "b"))).isEmpty();
    nanoTime.incrementAndGet();
    assertThat(linesOf(() -> refuse("a", "a")))
        .containsExactly("no connection to {0}: {1}[a, 203.0.113.1 is public]");
  }

  private void refuse(String... hosts) {
    for (String host : hosts) {
      log.refused(host, refusal);
    }
  }

  private static List<String> linesOf(Runnable action) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage() + List.of(line.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.pinelink");
    Level configured = logger.getLevel();
    logger.setLevel(Level.WARNING);
    logger.addHandler(handler);
    try {
      action.run();
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(configured);
    }
    return lines;
  }
}
