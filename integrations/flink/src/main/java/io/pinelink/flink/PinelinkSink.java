package io.pinelink.flink;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * An Apache Flink 2 sink that writes vectors into an index with the bulk engine: in batches sized
 * by bytes, with as many concurrent calls as the service accepts.
 *
 * <pre>{@code
 * PinelinkSink<Doc> sink =
 *     PinelinkSink.builder(
 *             () -> Pinelink.builder().routePolicy(RoutePolicy.privateRequired()).build(),
 *             (Doc doc) -> Vector.of(doc.id, doc.values))
 *         .index("docs")
 *         .namespace("en")
 *         .build();
 * docs.keyBy(doc -> doc.id).sinkTo(sink);
 * }</pre>
 *
 * <p><b>At least once.</b> A checkpoint completes only after the service has accepted everything
 * that was written before it, so vectors that a failed job did not get accepted are written again
 * after its restart. Writing a vector twice changes nothing, since vectors have ids. A vector whose
 * outcome is unknown or that could not be sent fails the job. So does a rejected vector, unless
 * there is a {@link Builder#onRejected handler}; since Flink restarts a job with checkpoints
 * without limit by default, such a job needs a handler or a restart strategy with a limit. Without
 * checkpoints, everything is accepted when a bounded job ends, with no guarantee before.
 *
 * <p><b>Order.</b> Vectors with the same id are written in the order in which a task receives them,
 * so the stream should be keyed by id if ids repeat. An id that repeats before the next checkpoint
 * waits until the earlier vector is accepted.
 *
 * <p><b>Secrets.</b> The {@link ClientFactory} reads keys and files on the worker, so they are not
 * part of the job graph. Building a sink that contains an API key fails.
 *
 * <p>Each writer has its own client. While the service accepts no more, the writer blocks its task,
 * which slows down the stream. Metrics, updated about once a second: {@code numRecordsSend} and
 * {@code numBytesSend} count accepted vectors and bytes, {@code numRecordsSendErrors} vectors that
 * were not accepted.
 *
 * @param <T> the type of the stream's elements
 */
public final class PinelinkSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;
  private static final int DEFAULT_NAMESPACES = 16;

  private final ClientFactory clients;
  private final SerializableFunction<T, Vector> vectorOf;
  private final SerializableFunction<T, String> namespaceOf;
  private final int maxNamespaces;
  private final String index;
  private final boolean byHost;
  private final BulkTuning tuning;
  private final @Nullable RejectionHandler rejectionHandler;

  private PinelinkSink(Builder<T> builder, String index, boolean byHost) {
    this.clients = builder.clients;
    this.vectorOf = builder.vectorOf;
    this.namespaceOf = builder.namespaceOf;
    this.maxNamespaces = builder.maxNamespaces;
    this.index = index;
    this.byHost = byHost;
    this.tuning = builder.tuning;
    this.rejectionHandler = builder.rejectionHandler;
  }

  /**
   * Returns a builder for a sink.
   *
   * @param clients creates a client in each task; it must not contain a key
   * @param vectorOf returns the vector of an element, never null; filter out elements without a
   *     vector beforehand
   */
  public static <T> Builder<T> builder(
      ClientFactory clients, SerializableFunction<T, Vector> vectorOf) {
    return new Builder<>(clients, vectorOf);
  }

  /**
   * Creates a writer with its own client. For an index given by name, this looks up its host.
   *
   * @throws IOException if the client cannot be created or the index cannot be opened
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
    try {
      Index opened = byHost ? client.indexAt(index) : client.index(index);
      return new PinelinkWriter<>(this, OpenIndex.of(client, opened), context.metricGroup());
    } catch (RuntimeException e) {
      client.close();
      throw new IOException("index " + index + " could not be opened: " + e.getMessage(), e);
    }
  }

  Vector vectorOf(T element) {
    return Objects.requireNonNull(vectorOf.apply(element), "vectorOf returned null");
  }

  String namespaceOf(T element) {
    return Objects.requireNonNull(namespaceOf.apply(element), "namespaceOf returned null");
  }

  int maxNamespaces() {
    return maxNamespaces;
  }

  String indexText() {
    return index;
  }

  @Nullable RejectionHandler rejectionHandler() {
    return rejectionHandler;
  }

  BulkOptions.Builder bulkOptions() {
    BulkOptions.Builder options = BulkOptions.builder();
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
    private final SerializableFunction<T, Vector> vectorOf;
    private SerializableFunction<T, String> namespaceOf = element -> "";
    private int maxNamespaces = 1;
    private @Nullable String index;
    private boolean byHost;
    private BulkTuning tuning = options -> {};
    private @Nullable RejectionHandler rejectionHandler;

    private Builder(ClientFactory clients, SerializableFunction<T, Vector> vectorOf) {
      this.clients = Objects.requireNonNull(clients, "clients");
      this.vectorOf = Objects.requireNonNull(vectorOf, "vectorOf");
    }

    /**
     * Sets the index by name, as in {@link Pinelink#index}. Either a name or a host is required.
     */
    public Builder<T> index(String name) {
      this.index = Objects.requireNonNull(name, "name");
      this.byHost = false;
      return this;
    }

    /** Sets the index by host, as in {@link Pinelink#indexAt}, without a control-plane call. */
    public Builder<T> indexAt(String host) {
      this.index = Objects.requireNonNull(host, "host");
      this.byHost = true;
      return this;
    }

    /** Sets the namespace of all vectors. Default: the index's default namespace. */
    public Builder<T> namespace(String namespace) {
      Objects.requireNonNull(namespace, "namespace");
      this.namespaceOf = element -> namespace;
      this.maxNamespaces = 1;
      return this;
    }

    /**
     * Sets the namespace of each element. A task writes to 16 namespaces at the same time. Before
     * it writes to another one, it settles everything in flight. {@link
     * #namespaceOf(SerializableFunction, int)} sets this number; key the stream by namespace if it
     * has many more.
     */
    public Builder<T> namespaceOf(SerializableFunction<T, String> namespaceOf) {
      return namespaceOf(namespaceOf, DEFAULT_NAMESPACES);
    }

    /**
     * Sets the namespace of each element.
     *
     * @param maxNamespaces the number of namespaces that a task writes to at the same time, at
     *     least 1. They share the options' {@code maxBytesHeld}; each gets at least 4,000,000
     *     bytes.
     */
    public Builder<T> namespaceOf(SerializableFunction<T, String> namespaceOf, int maxNamespaces) {
      if (maxNamespaces < 1) {
        throw new IllegalArgumentException(
            "maxNamespaces is " + maxNamespaces + ", expected 1 or more");
      }
      this.namespaceOf = Objects.requireNonNull(namespaceOf, "namespaceOf");
      this.maxNamespaces = maxNamespaces;
      return this;
    }

    /**
     * Sets options of the bulk engine, such as {@code maxBytesHeld}, {@code concurrency}, {@code
     * maxAttempts} and {@code stallTimeout}; the listener receives each bulk operation separately,
     * of which there is at least one between two checkpoints. The engine's own checkpoint and
     * timeout are not allowed. Default: no options are set.
     */
    public Builder<T> bulkOptions(BulkTuning tuning) {
      this.tuning = Objects.requireNonNull(tuning, "tuning");
      return this;
    }

    /**
     * Sets the handler of vectors that are rejected because they are invalid. 1,000 rejections in a
     * row fail the job even so. Default: the first rejection fails the job.
     */
    public Builder<T> onRejected(RejectionHandler handler) {
      this.rejectionHandler = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /**
     * Builds the sink.
     *
     * @throws IllegalArgumentException if the index is missing, an option is out of range or not
     *     allowed, or a function cannot be serialized or contains an API key
     */
    public PinelinkSink<T> build() {
      if (index == null) {
        throw new IllegalArgumentException("index is missing: name it, or give its host");
      }
      PinelinkSink<T> sink = new PinelinkSink<>(this, index, byHost);
      BulkOptions options = sink.bulkOptions().build();
      if (options.checkpoint().isPresent() || options.timeout().isPresent()) {
        throw new IllegalArgumentException(
            "checkpoint and timeout apply to a whole load: Flink has its own checkpoints, and"
                + " stallTimeout bounds how long the service may take nothing");
      }
      SerializedForm.check(sink, System.getenv("PINECONE_API_KEY"));
      return sink;
    }
  }
}
