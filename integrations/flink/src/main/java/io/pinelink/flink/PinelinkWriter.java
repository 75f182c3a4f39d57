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
 * Writes what one task is given: by a bulk operation for each namespace, which begins with the
 * first vector and ends with the flush. Used by the task's thread alone.
 */
final class PinelinkWriter<T> implements SinkWriter<T> {
  /** So many ids are remembered; then all that is under way is settled. */
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

  /** The default namespace has two names, and one order of its vectors. */
  private static String oneName(String namespace) {
    return new ConsistencyToken(namespace, 0).namespace();
  }

  /**
   * The bulk operation that a vector goes to. Of two vectors with the same id in one bulk operation
   * either may come last, so the later waits for the earlier.
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

  /** Returns once all that was written is accepted, or told to the handler of what is refused. */
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
      tellRejected(writer);
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

  /** Counts what has come about, and fails as soon as something has to. */
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

  private void tellRejected(NamespaceWriter writer) throws IOException, InterruptedException {
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

  /** Ends what is under way, as after a flush nothing is, and closes the client. */
  @Override
  public void close() {
    running.values().forEach(NamespaceWriter::cancel);
    running.clear();
    index.close();
  }
}
