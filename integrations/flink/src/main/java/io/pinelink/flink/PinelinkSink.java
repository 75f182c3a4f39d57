package io.pinelink.flink;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.connector.IndexLimits;
import io.pinelink.connector.IndexTarget;
import io.pinelink.connector.IndexTarget.Kind;
import io.pinelink.connector.SinkIndex;
import io.pinelink.connector.internal.ConnectorMetrics;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Apache Flink 2 sink that writes vectors, records or documents into an index, and updates and
 * deletes them, with a {@link io.pinelink.bulk.BulkWriter}: in batches sized by bytes, with as many
 * concurrent calls as the service accepts.
 *
 * <pre>{@code
 * PinelinkSink<Doc> sink =
 *     PinelinkSink.builder(
 *             () -> Pinelink.builder().routePolicy(RoutePolicy.privateRequired()).build(),
 *             (Doc doc) -> BulkChange.upsert(Vector.of(doc.id, doc.values)))
 *         .index("docs")
 *         .namespace("en")
 *         .build();
 * docs.keyBy(doc -> doc.id).sinkTo(sink);
 * }</pre>
 *
 * <p><b>At least once.</b> A checkpoint completes only after the service has accepted everything
 * that was written before it, so changes that a failed job did not get accepted are written again
 * after its restart. Writing a vector twice changes nothing, since vectors have ids; a savepoint
 * and another parallelism change nothing either, since a writer has no state. A failure of the
 * service that outlasts the options' attempts and timeouts fails the job. So does a rejected
 * change, unless there is a {@link Builder#onRejected handler}; since Flink restarts a job with
 * checkpoints without limit by default, such a job needs a handler or a restart strategy with a
 * limit. Without checkpoints, everything is accepted when a bounded job ends, with no guarantee
 * before.
 *
 * <p><b>Order.</b> Changes of the same id in a namespace take effect in the order in which a task
 * receives them, so the stream should be keyed by id if ids repeat. An id that changes often does
 * not slow the stream down: changes that wait are replaced by the last one.
 *
 * <p><b>Secrets.</b> The {@link ClientFactory} reads keys and files on the worker, so they are not
 * part of the job graph. Building a sink that contains an API key fails.
 *
 * <p>Each writer has its own client. While the service accepts no more, the writer blocks its task,
 * which slows down the stream. Metrics, updated about once a second and at each checkpoint: {@code
 * numRecordsSend} and {@code numBytesSend} count accepted changes and bytes, {@code
 * numRecordsSendErrors} rejected changes, {@code numCallsRetried} calls that were repeated; {@code
 * bytesInFlight} is what is held, {@code currentSendTime} the duration of the last flush in
 * milliseconds, and {@code numPublicCalls} the calls of the data plane over public routes.
 *
 * @param <T> the type of the stream's elements
 */
public final class PinelinkSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  // Flink's own logging: System.Logger would not reach the log of a task manager.
  private static final Logger LOG = LoggerFactory.getLogger(PinelinkSink.class);

  private final ClientFactory clients;
  private final SerializableFunction<T, BulkChange> changeOf;
  private final @Nullable SerializableFunction<T, String> namespaceOf;
  private final String index;
  private final SerializableSupplier<IndexTarget> target;
  private final @Nullable ConnectorOptions connectorOptions;
  private final BulkTuning tuning;
  private final @Nullable RejectionHandler rejectionHandler;

  private PinelinkSink(Builder<T> builder, String index, SerializableSupplier<IndexTarget> target) {
    this.clients = builder.clients;
    this.changeOf = builder.changeOf;
    this.namespaceOf = builder.namespaceOf;
    this.index = index;
    this.target = target;
    this.connectorOptions = builder.connectorOptions;
    this.tuning = builder.tuning;
    this.rejectionHandler = builder.rejectionHandler;
  }

  /**
   * Returns a builder for a sink of upserts, updates and deletes of vectors, records or documents.
   *
   * @param clients creates a client in each task; it must not contain a key
   * @param changeOf returns the change of an element, never null
   */
  public static <T> Builder<T> builder(
      ClientFactory clients, SerializableFunction<T, BulkChange> changeOf) {
    return new Builder<>(clients, changeOf);
  }

  /**
   * Creates a writer with its own client, logs the route to the index, and asks the index for its
   * statistics. For an index given by name, this looks up its host.
   *
   * @throws IOException if the client cannot be created, or the index does not exist or cannot be
   *     reached on a route that the client's policy allows
   */
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    Pinelink client;
    try {
      client = clients.create();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the client was created", e);
    } catch (Exception e) {
      throw new IOException("no client could be created for index " + index, e);
    }
    context.metricGroup().gauge("numPublicCalls", () -> ConnectorMetrics.publicCalls(client));
    try {
      SinkIndex opened = target.get().sink(client);
      LOG.info("Index {} is written over this route: {}", index, opened.route());
      IndexLimits limits = opened.verify();
      return new PinelinkWriter<>(
          this,
          (options, listener) -> opened.writer(limits, options, listener),
          client::close,
          context.metricGroup());
    } catch (RuntimeException e) {
      client.close();
      throw new IOException("index " + index + " could not be opened: " + e.getMessage(), e);
    }
  }

  BulkChange changeOf(T element) {
    BulkChange change = Objects.requireNonNull(changeOf.apply(element), "changeOf returned null");
    return namespaceOf == null
        ? change
        : change.in(
            Objects.requireNonNull(namespaceOf.apply(element), "namespaceOf returned null"));
  }

  String indexText() {
    return index;
  }

  @Nullable RejectionHandler rejectionHandler() {
    return rejectionHandler;
  }

  BulkOptions.Builder bulkOptions() {
    BulkOptions.Builder options =
        connectorOptions == null ? BulkOptions.builder() : connectorOptions.bulk();
    tuning.apply(options);
    return options;
  }

  /** Returns the name or host of the index, without the client's settings. */
  @Override
  public String toString() {
    return "PinelinkSink[" + index + "]";
  }

  /**
   * Builds a {@link PinelinkSink}. Not thread-safe.
   *
   * @param <T> the type of the stream's elements
   */
  public static final class Builder<T> {
    private final ClientFactory clients;
    private final SerializableFunction<T, BulkChange> changeOf;
    private @Nullable SerializableFunction<T, String> namespaceOf;
    private @Nullable String index;
    private @Nullable SerializableSupplier<IndexTarget> target;
    private @Nullable ConnectorOptions connectorOptions;
    private BulkTuning tuning = options -> {};
    private @Nullable RejectionHandler rejectionHandler;

    private Builder(ClientFactory clients, SerializableFunction<T, BulkChange> changeOf) {
      this.clients = Objects.requireNonNull(clients, "clients is null");
      this.changeOf = Objects.requireNonNull(changeOf, "changeOf is null");
    }

    /**
     * Sets the index by name, as in {@link Pinelink#index}: of vectors, or of records whose text it
     * embeds. Either a name or a host is required.
     */
    public Builder<T> index(String name) {
      Objects.requireNonNull(name, "name is null");
      return index(() -> IndexTarget.named(Kind.VECTORS, name));
    }

    /** Sets the index by host, as in {@link Pinelink#indexAt}, without a control-plane call. */
    public Builder<T> indexAt(String host) {
      Objects.requireNonNull(host, "host is null");
      return index(() -> IndexTarget.at(Kind.VECTORS, host));
    }

    /** Sets an index of documents by name, as in {@link Pinelink#documents}. */
    public Builder<T> documentIndex(String name) {
      Objects.requireNonNull(name, "name is null");
      return index(() -> IndexTarget.named(Kind.DOCUMENTS, name));
    }

    /** Sets an index of documents by host, as in {@link Pinelink#documentsAt}. */
    public Builder<T> documentIndexAt(String host) {
      Objects.requireNonNull(host, "host is null");
      return index(() -> IndexTarget.at(Kind.DOCUMENTS, host));
    }

    /**
     * Sets the index and the bulk engine by the options of connectors, as they are read from a
     * configuration. Options of the client have no effect here: use them in the {@link
     * ClientFactory}. Secrets are left out of the job graph.
     *
     * @throws IllegalArgumentException if an option of the index or of the engine is invalid; the
     *     message starts with the option's name
     */
    public Builder<T> options(ConnectorOptions options) {
      ConnectorOptions kept = Objects.requireNonNull(options, "options is null").withoutSecrets();
      this.connectorOptions = kept;
      return index(kept::target);
    }

    private Builder<T> index(SerializableSupplier<IndexTarget> target) {
      this.index = target.get().toString();
      this.target = target;
      return this;
    }

    /**
     * Sets the namespace of all elements. Default: the namespace of the change, or else the index's
     * default namespace.
     */
    public Builder<T> namespace(String namespace) {
      Objects.requireNonNull(namespace, "namespace is null");
      return namespaceOf(element -> namespace);
    }

    /** Sets the namespace of each element. All namespaces share the limits of the options. */
    public Builder<T> namespaceOf(SerializableFunction<T, String> namespaceOf) {
      this.namespaceOf = Objects.requireNonNull(namespaceOf, "namespaceOf is null");
      return this;
    }

    /**
     * Sets options of the bulk engine, such as {@code maxBytesHeld}, {@code concurrency}, {@code
     * maxAttempts} and {@code stallTimeout}, as for {@link io.pinelink.Index#bulkWriter}. The
     * engine's own checkpoint, timeout and {@code awaitVisible} are not allowed. Default: no
     * options are set.
     */
    public Builder<T> bulkOptions(BulkTuning tuning) {
      this.tuning = Objects.requireNonNull(tuning, "tuning is null");
      return this;
    }

    /**
     * Sets the handler of changes that are rejected because they are invalid. 1,000 rejections in a
     * row fail the job even so. Default: the first rejection fails the job.
     */
    public Builder<T> onRejected(RejectionHandler handler) {
      this.rejectionHandler = Objects.requireNonNull(handler, "handler is null");
      return this;
    }

    /**
     * Builds the sink.
     *
     * @throws IllegalArgumentException if the index is missing, an option is out of range or not
     *     allowed, or a function cannot be serialized or contains an API key
     */
    public PinelinkSink<T> build() {
      if (index == null || target == null) {
        throw new IllegalArgumentException("index is missing: name it, or give its host");
      }
      PinelinkSink<T> sink = new PinelinkSink<>(this, index, target);
      BulkOptions options = sink.bulkOptions().build();
      if (options.checkpoint().isPresent()
          || options.timeout().isPresent()
          || options.awaitVisible().isPresent()) {
        throw new IllegalArgumentException(
            "checkpoint, timeout and awaitVisible apply to a whole load: Flink has its own"
                + " checkpoints, and stallTimeout bounds how long the service may accept nothing");
      }
      SerializedForm.check(sink, System.getenv("PINECONE_API_KEY"));
      return sink;
    }
  }
}
