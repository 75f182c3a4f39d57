package io.pinelink.flink;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.error.PinelinkException;
import java.io.IOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink writer of one task. Used only by the task's thread. */
final class PinelinkWriter<T> implements SinkWriter<T> {
  // Flink's own logging: System.Logger would not reach the log of a task manager.
  private static final Logger LOG = LoggerFactory.getLogger(PinelinkWriter.class);

  /** The longest time to wait for calls in flight: the default timeout of a call. */
  private static final long STOP_SECONDS = 30;

  private final PinelinkSink<T> sink;
  private final Runnable closeClient;
  private final WriterMetrics metrics;
  private final BulkWriter<BulkChange> writer;
  private final Queue<RejectedChange> rejected = new ConcurrentLinkedQueue<>();
  private boolean flushed = true;

  /**
   * @param open opens the index for writing
   * @param closeClient closes the client, when the writer is closed
   */
  PinelinkWriter(
      PinelinkSink<T> sink,
      BiFunction<BulkOptions.Builder, BulkWriterListener<BulkChange>, BulkWriter<BulkChange>> open,
      Runnable closeClient,
      SinkWriterMetricGroup group) {
    this.sink = sink;
    this.closeClient = closeClient;
    BulkOptions.Builder options = sink.bulkOptions();
    BulkListener listener = options.build().listener();
    this.metrics = new WriterMetrics(group, listener);
    this.writer = open.apply(options.listener(metrics), new Outcomes());
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    metrics.update();
    handleRejected();
    BulkChange change = sink.changeOf(element);
    flushed = false;
    try {
      writer.write(change, change);
    } catch (CancellationException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    } catch (PinelinkException e) {
      throw failed(e);
    }
  }

  /**
   * Returns once every change written so far is accepted, or rejected and passed to the handler.
   */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      BulkReport report = writer.flush().get();
      metrics.flushed(report, System.nanoTime() - start);
      flushed = true;
    } catch (ExecutionException e) {
      throw failed(Objects.requireNonNull(e.getCause()));
    }
    handleRejected();
  }

  private IOException failed(Throwable failure) {
    return new IOException(
        "writing to index " + sink.indexText() + " failed: " + failure.getMessage(), failure);
  }

  private void handleRejected() throws IOException, InterruptedException {
    for (RejectedChange next = rejected.poll(); next != null; next = rejected.poll()) {
      RejectionHandler handler = sink.rejectionHandler();
      if (handler == null) {
        throw new IOException(
            "rejected: %s of namespace '%s' of index %s: %s"
                .formatted(
                    next.change(), next.namespace(), sink.indexText(), next.reason().getMessage()),
            next.reason());
      }
      try {
        handler.rejected(next);
      } catch (InterruptedException | IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("the handler of rejected changes failed at " + next, e);
      }
    }
  }

  /**
   * Ends the writer, dropping what was written since the last flush, and closes the client. Calls
   * in flight are waited for, since the job may write the same ids again after its restart.
   */
  @Override
  public void close() {
    try {
      if (flushed) {
        writer.close();
      } else {
        writer.stop().get(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("Calls to index {} did not end within {} s", sink.indexText(), STOP_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeClient.run();
    }
  }

  private final class Outcomes implements BulkWriterListener<BulkChange> {
    @Override
    public void settled(BulkChange change) {}

    @Override
    public void refused(BulkChange change, BulkFailure failure) {
      rejected.add(new RejectedChange(change, failure.reason()));
    }
  }
}
