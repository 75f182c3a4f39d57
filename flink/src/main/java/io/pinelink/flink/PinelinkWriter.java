package io.pinelink.flink;

import io.pinelink.ingest.IngestEnding;
import io.pinelink.ingest.IngestFailure;
import io.pinelink.ingest.IngestFailure.Outcome;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestReport;
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
 * Writes what one task is given: by an ingest for each namespace, which begins with the first
 * vector and ends with the flush. Used by the task's thread alone.
 */
final class PinelinkWriter<T> implements SinkWriter<T> {
  /** So many ids are remembered; then all that is under way is settled. */
  static final int MOST_UNDER_WAY = 100_000;

  private static final long LEAST_BYTES_HELD = 2L * IngestOptions.MAX_BATCH_BYTES;

  private final PinelinkSink<T> sink;
  private final OpenIndex index;
  private final SinkWriterMetricGroup metrics;
  private final Map<String, NamespaceIngest> running = new LinkedHashMap<>();
  private int underWay;

  PinelinkWriter(PinelinkSink<T> sink, OpenIndex index, SinkWriterMetricGroup metrics) {
    this.sink = sink;
    this.index = index;
    this.metrics = metrics;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    for (NamespaceIngest ingest : running.values()) {
      look(ingest);
    }
    Vector vector = sink.vectorOf(element);
    NamespaceIngest ingest = ingestFor(oneName(sink.namespaceOf(element)), vector.id());
    underWay++;
    if (!ingest.give(vector)) {
      settle(List.of(ingest));
      throw new IOException("the ingest into " + place(ingest) + " ended before its source");
    }
  }

  /** The default namespace has two names, and one order of its vectors. */
  private static String oneName(String namespace) {
    return new ConsistencyToken(namespace, 0).namespace();
  }

  /**
   * The ingest that a vector goes to. Of two vectors with the same id in one ingest either may come
   * last, so the later waits for the earlier.
   */
  private NamespaceIngest ingestFor(String namespace, String id)
      throws IOException, InterruptedException {
    NamespaceIngest ingest = running.get(namespace);
    if (underWay >= MOST_UNDER_WAY || (ingest == null && running.size() >= sink.maxNamespaces())) {
      settleAll();
      ingest = null;
    } else if (ingest != null && ingest.has(id)) {
      settle(List.of(ingest));
      ingest = null;
    }
    if (ingest == null) {
      ingest = new NamespaceIngest(namespace, index, options());
      running.put(namespace, ingest);
    }
    return ingest;
  }

  private IngestOptions.Builder options() {
    IngestOptions.Builder options = sink.ingestOptions();
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

  private void settle(List<NamespaceIngest> ending) throws IOException, InterruptedException {
    ending.forEach(NamespaceIngest::complete);
    for (NamespaceIngest ingest : ending) {
      IngestReport report = reportOf(ingest);
      look(ingest);
      if (report.ending() != IngestEnding.COMPLETE || report.unknown() + report.unsent() > 0) {
        throw new IOException("into " + place(ingest) + ": " + report, cause(report));
      }
      tellRejected(ingest);
      underWay -= ingest.size();
      running.remove(ingest.namespace());
    }
  }

  private static @Nullable Throwable cause(IngestReport report) {
    return report.firstCause().orElse(null);
  }

  private IngestReport reportOf(NamespaceIngest ingest) throws IOException, InterruptedException {
    try {
      return ingest.await();
    } catch (ExecutionException e) {
      throw new IOException("the ingest into " + place(ingest) + " failed", e.getCause());
    }
  }

  /** Counts what has come about, and fails as soon as something has to. */
  private void look(NamespaceIngest ingest) throws IOException {
    ingest.countInto(metrics);
    IngestFailure failure = ingest.failures().peek();
    if (failure != null
        && (failure.outcome() != Outcome.REJECTED || sink.rejectionHandler() == null)) {
      throw new IOException(
          failure.outcome()
              + " vector '"
              + failure.id()
              + "' of "
              + place(ingest)
              + ": "
              + failure.reason().getMessage(),
          failure.reason());
    }
  }

  private void tellRejected(NamespaceIngest ingest) throws IOException, InterruptedException {
    RejectionHandler handler = sink.rejectionHandler();
    if (handler == null) {
      return;
    }
    for (IngestFailure failure : ingest.failures()) {
      RejectedVector rejected =
          new RejectedVector(failure.id(), ingest.namespace(), failure.reason());
      try {
        handler.rejected(rejected);
      } catch (InterruptedException | IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("the handler of rejected vectors failed at " + rejected, e);
      }
    }
  }

  private String place(NamespaceIngest ingest) {
    return "namespace '" + ingest.namespace() + "' of index " + sink.indexText();
  }

  /** Ends what is under way, as after a flush nothing is, and closes the client. */
  @Override
  public void close() {
    running.values().forEach(NamespaceIngest::cancel);
    running.clear();
    index.close();
  }
}
