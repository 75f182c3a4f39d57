package io.pinelink.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** The lines that a logger and its children log until this is closed. Thread-safe. */
public final class LoggedLines extends Handler implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level configured;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LoggedLines(Logger logger, Level level) {
    this.logger = logger;
    this.configured = logger.getLevel();
    setLevel(level);
  }

  /**
   * Collects the lines of a logger at a level and above, also if the logger is configured not to
   * log them.
   */
  public static LoggedLines of(String name, Level level) {
    LoggedLines collecting = new LoggedLines(Logger.getLogger(name), level);
    collecting.logger.setLevel(level);
    collecting.logger.addHandler(collecting);
    return collecting;
  }

  /** Returns a copy of the lines so far, without their times. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord event) {
    if (isLoggable(event)) {
      lines.add(new SimpleFormatter().formatMessage(event));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(configured);
  }
}
