package io.pinelink.flink.table;

import io.pinelink.bulk.BulkChange;
import io.pinelink.flink.PinelinkSink;
import io.pinelink.flink.RejectedChange;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows with a sink of changes. Rows that are no valid change count as rejected, too. */
record RowSink(PinelinkSink<BulkChange> sink, RowChanges changes, boolean logsRejected)
    implements Sink<RowData> {
  private static final long serialVersionUID = 1;

  // Flink's own logging: System.Logger would not reach the log of a task manager.
  private static final Logger LOG = LoggerFactory.getLogger(RowSink.class);

  /** The limit of the bulk engine too: so many mean that the statement is wrong, not the data. */
  private static final int MAX_INVALID_IN_A_ROW = 1_000;

  static void log(RejectedChange rejected) {
    LOG.warn("rejected: {}", rejected);
  }

  @Override
  public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
    return new RowWriter(
        sink.createWriter(context), context.metricGroup().getNumRecordsSendErrorsCounter());
  }

  @Override
  public String toString() {
    return sink.toString();
  }

  /** The writer of one task. Used only by the task's thread. */
  @SuppressWarnings("try") // its close() throws what Flink's interface declares
  private final class RowWriter implements SinkWriter<RowData> {
    private final SinkWriter<BulkChange> writer;
    private final Counter errors;
    private int invalidInARow;

    RowWriter(SinkWriter<BulkChange> writer, Counter errors) {
      this.writer = writer;
      this.errors = errors;
    }

    @Override
    public void write(RowData row, Context context) throws IOException, InterruptedException {
      Optional<BulkChange> change;
      try {
        change = changes.of(row);
      } catch (IllegalArgumentException e) {
        errors.inc();
        invalidInARow++;
        if (!logsRejected || invalidInARow == MAX_INVALID_IN_A_ROW) {
          throw new IOException(
              "a row for %s is invalid, %s in a row: %s"
                  .formatted(sink, invalidInARow, e.getMessage()),
              e);
        }
        LOG.warn("a row for {} is invalid: {}", sink, e.getMessage());
        return;
      }
      invalidInARow = 0;
      if (change.isPresent()) {
        writer.write(change.get(), context);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      writer.flush(endOfInput);
    }

    @Override
    public void close() throws Exception {
      writer.close();
    }
  }
}
