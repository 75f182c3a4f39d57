package io.pinelink.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * All output of a program while this is open: the records of every logger at every level, standard
 * output and standard error. Libraries without SLF4J log through {@code java.util.logging},
 * directly, with Netty's loggers or with {@link System.Logger}.
 */
final class CapturedOutput implements AutoCloseable {
  /** Parents of loggers that are created later; a configuration may have set their levels. */
  private static final List<String> ROOTS =
      List.of(
          "",
          "io.grpc",
          "io.netty",
          "io.pinelink",
          "reactor",
          "org.apache",
          "javax.net.ssl",
          "jdk",
          "jdk.internal.httpclient",
          "sun.net",
          "java");

  private final ConcurrentLinkedQueue<String> records = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream streams = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Handler handler = new Recorder();
  private final Map<Logger, Level> levels = new HashMap<>();
  private final Logger root = Logger.getLogger("");

  CapturedOutput() {
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    List<String> names = new ArrayList<>(ROOTS);
    LogManager.getLogManager().getLoggerNames().asIterator().forEachRemaining(names::add);
    for (String name : names) {
      Logger logger = Logger.getLogger(name);
      levels.putIfAbsent(logger, logger.getLevel());
      logger.setLevel(Level.ALL);
    }
    PrintStream both = new PrintStream(streams, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  /** Returns all output so far. */
  String text() {
    return String.join("\n", records) + "\n" + streams.toString(UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    root.removeHandler(handler);
    levels.forEach(Logger::setLevel);
  }

  private final class Recorder extends Handler {
    private final Formatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      StringWriter text = new StringWriter();
      text.append(record.getLevel() + " " + record.getLoggerName() + ": ");
      text.append(formatter.formatMessage(record));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(text));
      }
      records.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
