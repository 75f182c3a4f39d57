package io.pinelink.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task, or of all tasks of a write.
 *
 * @param accepted the number of rows that are written
 * @param refused the number of rows that are not
 * @param bytes the bytes of the accepted rows, as sent over gRPC
 * @param calls the number of calls to the index
 * @param publicCalls the number of those over public routes
 * @param retries the number of those that repeated others
 * @param firstRefused the ids and reasons of the first of the refused rows
 */
record TaskReport(
    long accepted,
    long refused,
    long bytes,
    long calls,
    long publicCalls,
    long retries,
    List<String> firstRefused)
    implements WriterCommitMessage {
  /** The number of refused rows that a report keeps. */
  static final int KEPT = 20;

  private static final TaskReport NOTHING = new TaskReport(0, 0, 0, 0, 0, 0, List.of());

  /** Returns the report of all tasks. The messages of tasks that did not commit are null. */
  static TaskReport sum(@Nullable WriterCommitMessage[] messages) {
    TaskReport sum = NOTHING;
    for (WriterCommitMessage message : messages) {
      if (message instanceof TaskReport task) {
        sum = sum.plus(task);
      }
    }
    return sum;
  }

  private TaskReport plus(TaskReport other) {
    List<String> rows = new ArrayList<>(firstRefused);
    rows.addAll(other.firstRefused);
    return new TaskReport(
        accepted + other.accepted,
        refused + other.refused,
        bytes + other.bytes,
        calls + other.calls,
        publicCalls + other.publicCalls,
        retries + other.retries,
        List.copyOf(rows.subList(0, Math.min(KEPT, rows.size()))));
  }

  /** Returns the level at which the driver logs the report. */
  System.Logger.Level level() {
    return refused > 0 ? System.Logger.Level.WARNING : System.Logger.Level.INFO;
  }

  @Override
  public String toString() {
    return "%s rows accepted, %s refused, %s bytes, %s calls, %s over public routes, %s repeated%s"
        .formatted(
            accepted,
            refused,
            bytes,
            calls,
            publicCalls,
            retries,
            firstRefused.isEmpty() ? "" : "; first refused: " + firstRefused);
  }
}
