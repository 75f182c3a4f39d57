package io.pinelink.flink;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The sink writer of one task. It runs one bulk operation per namespace, from the first vector to
 * the flush. Used only by the task's thread.
 */
final class PinelinkWriter<T> implements SinkWriter<T> {
  /** The maximum number of ids to remember. At this number, everything in flight is settled. */
  static final int MAX_IN_FLIGHT = 100_000;

  private static final long LEAST_BYTES_HELD = 2L * BulkOptions.MAX_BATCH_BYTES;

  private final PinelinkSink<T> sink;
  private final OpenIndex index;
  private final SinkWriterMetricGroup metrics;
  private final Map<String, NamespaceWriter> running = new LinkedHashMap<>();
  private int inFlight;

  PinelinkWriter(PinelinkSink<T> sink, OpenIndex index, SinkWriterMetricGroup metrics) {
    this.sink = sink;
    this.index = index;
    this.metrics = metrics;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    for (NamespaceWriter writer : running.values()) {
      check(writer);
    }
    Vector vector = sink.vectorOf(element);
    NamespaceWriter writer = writerFor(oneName(sink.namespaceOf(element)), vector.id());
    inFlight++;
    if (!writer.give(vector)) {
      settle(List.of(writer));
      throw new IOException(
          "the bulk operation into " + place(writer) + " ended before its source");
    }
  }

  /** Normalizes the two names of the default namespace, so that its vectors keep one order. */
  private static String oneName(String namespace) {
    return new ConsistencyToken(namespace, 0).namespace();
  }

  /**
   * Returns the bulk operation for a vector. Of two vectors with the same id in one bulk operation
   * either may be written last, so the later vector waits until the earlier one is settled.
   */
  private NamespaceWriter writerFor(String namespace, String id)
      throws IOException, InterruptedException {
    NamespaceWriter writer = running.get(namespace);
    if (inFlight >= MAX_IN_FLIGHT || (writer == null && running.size() >= sink.maxNamespaces())) {
      settleAll();
      writer = null;
    } else if (writer != null && writer.has(id)) {
      settle(List.of(writer));
      writer = null;
    }
    if (writer == null) {
      writer = new NamespaceWriter(namespace, index, options());
      running.put(namespace, writer);
    }
    return writer;
  }

  private BulkOptions.Builder options() {
    BulkOptions.Builder options = sink.bulkOptions();
    long share = options.build().maxBytesHeld() / sink.maxNamespaces();
    return options.maxBytesHeld(Math.max(LEAST_BYTES_HELD, share));
  }

  /**
   * Returns once every vector written so far is accepted, or rejected and passed to the handler.
   */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    settleAll();
  }

  private void settleAll() throws IOException, InterruptedException {
    settle(List.copyOf(running.values()));
  }

  private void settle(List<NamespaceWriter> ending) throws IOException, InterruptedException {
    ending.forEach(NamespaceWriter::complete);
    for (NamespaceWriter writer : ending) {
      BulkReport report = reportOf(writer);
      check(writer);
      if (report.ending() != BulkOutcome.COMPLETE || report.unknown() + report.unsent() > 0) {
        throw new IOException("into " + place(writer) + ": " + report, cause(report));
      }
      reportRejected(writer);
      inFlight -= writer.size();
      running.remove(writer.namespace());
    }
  }

  private static @Nullable Throwable cause(BulkReport report) {
    return report.firstCause().orElse(null);
  }

  private BulkReport reportOf(NamespaceWriter writer) throws IOException, InterruptedException {
    try {
      return writer.await();
    } catch (ExecutionException e) {
      throw new IOException("the bulk operation into " + place(writer) + " failed", e.getCause());
    }
  }

  /** Updates the metrics, and throws as soon as a failure must fail the job. */
  private void check(NamespaceWriter writer) throws IOException {
    writer.countInto(metrics);
    BulkFailure failure = writer.failures().peek();
    if (failure != null
        && (failure.outcome() != Outcome.REJECTED || sink.rejectionHandler() == null)) {
      throw new IOException(
          failure.outcome()
              + " vector '"
              + failure.id()
              + "' of "
              + place(writer)
              + ": "
              + failure.reason().getMessage(),
          failure.reason());
    }
  }

  private void reportRejected(NamespaceWriter writer) throws IOException, InterruptedException {
    RejectionHandler handler = sink.rejectionHandler();
    if (handler == null) {
      return;
    }
    for (BulkFailure failure : writer.failures()) {
      RejectedVector rejected =
          new RejectedVector(failure.id(), writer.namespace(), failure.reason());
      try {
        handler.rejected(rejected);
      } catch (InterruptedException | IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("the handler of rejected vectors failed at " + rejected, e);
      }
    }
  }

  private String place(NamespaceWriter writer) {
    return "namespace '" + writer.namespace() + "' of index " + sink.indexText();
  }

  /** Cancels operations in flight, of which there are none after a flush, and closes the client. */
  @Override
  public void close() {
    running.values().forEach(NamespaceWriter::cancel);
    running.clear();
    index.close();
  }
}
