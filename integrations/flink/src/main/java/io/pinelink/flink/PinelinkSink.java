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
 * A sink of Apache Flink 2 that writes vectors into an index, by the bulk engine: in batches by
 * bytes, as many at a time as the service takes.
 *
 * <pre>{@code
 * PinelinkSink<Doc> sink =
 *     PinelinkSink.builder(
 *             () -> Pinelink.builder().routing(RoutePolicy.privateRequired()).build(),
 *             (Doc doc) -> Vector.of(doc.id, doc.values))
 *         .index("docs")
 *         .namespace("en")
 *         .build();
 * docs.keyBy(doc -> doc.id).sinkTo(sink);
 * }</pre>
 *
 * <p><b>At least once.</b> A checkpoint is complete only when the service has accepted all that was
 * written before it, so what a failed job did not get accepted is written again after its restart;
 * vectors have ids, so writing one twice changes nothing. What is unknown or could not be sent
 * fails the job, and so does what is refused, unless there is a {@link Builder#onRejected handler}.
 * Without checkpoints, all is accepted when a bounded job ends, and nothing is promised before.
 *
 * <p><b>Order.</b> Vectors of one id are written in the order in which a task gets them, so the
 * stream should be keyed by id where ids come again. One that comes again before the next
 * checkpoint waits until the earlier is accepted.
 *
 * <p><b>Secrets.</b> Keys and files are read by the {@link ClientFactory}, on the worker. They are
 * no part of the job graph; a sink that holds an API key is refused when it is built.
 *
 * <p>Each writer has a client of its own. While the service takes no more, a writer holds its task
 * up, and so the stream. Metrics: {@code numRecordsSend} and {@code numBytesSend} count what was
 * accepted, {@code numRecordsSendErrors} what was not, about once a second.
 *
 * @param <T> what the stream has
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
   * Begins a sink.
   *
   * @param clients makes a client in each task; no key may be a part of it
   * @param vectorOf the vector of an element; an element that has none is filtered out before
   */
  public static <T> Builder<T> builder(
      ClientFactory clients, SerializableFunction<T, Vector> vectorOf) {
    return new Builder<>(clients, vectorOf);
  }

  /**
   * A writer with a client of its own. By name, the index's host is looked up now.
   *
   * @throws IOException if there can be no client, or the index cannot be opened
   */
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    Pinelink client;
    try {
      client = clients.create();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the client was made", e);
    } catch (Exception e) {
      throw new IOException("no client could be made for index " + index, e);
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
    return Objects.requireNonNull(vectorOf.apply(element), "vectorOf gave null");
  }

  String namespaceOf(T element) {
    return Objects.requireNonNull(namespaceOf.apply(element), "namespaceOf gave null");
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

  /** The index, and nothing of the client. */
  @Override
  public String toString() {
    return "PinelinkSink[" + index + "]";
  }

  /**
   * Builds a {@link PinelinkSink}. Not thread-safe.
   *
   * @param <T> what the stream has
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

    /** The index by its name, as {@link Pinelink#index} finds it. This or a host is needed. */
    public Builder<T> index(String name) {
      this.index = Objects.requireNonNull(name, "index");
      this.byHost = false;
      return this;
    }

    /** The index by its host, as {@link Pinelink#indexAt} takes it: no control plane is asked. */
    public Builder<T> indexAt(String host) {
      this.index = Objects.requireNonNull(host, "host");
      this.byHost = true;
      return this;
    }

    /** The namespace of all vectors. Default: the index's default namespace. */
    public Builder<T> namespace(String namespace) {
      Objects.requireNonNull(namespace, "namespace");
      this.namespaceOf = element -> namespace;
      this.maxNamespaces = 1;
      return this;
    }

    /**
     * A namespace for each element. 16 are written to at the same time: when an element for another
     * one comes, all that is under way is settled first. {@link #namespaceOf(SerializableFunction,
     * int)} sets how many; key the stream by namespace where there are many more.
     */
    public Builder<T> namespaceOf(SerializableFunction<T, String> namespaceOf) {
      return namespaceOf(namespaceOf, DEFAULT_NAMESPACES);
    }

    /**
     * A namespace for each element.
     *
     * @param maxNamespaces how many a task writes to at the same time, at least 1. They share the
     *     options' {@code maxBytesHeld}, of which each has at least 4,000,000.
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
     * maxAttempts} and {@code stallTimeout}; the listener is told of each bulk operation by itself,
     * of which there is one from each checkpoint to the next, or more. The engine's own checkpoint
     * and timeout have no place here. Default: none is set.
     */
    public Builder<T> bulkOptions(BulkTuning tuning) {
      this.tuning = Objects.requireNonNull(tuning, "tuning");
      return this;
    }

    /**
     * Who is told of vectors that were refused for a fault of their own. 1,000 refused in a row
     * fail the job all the same. Default: the first one fails the job.
     */
    public Builder<T> onRejected(RejectionHandler handler) {
      this.rejectionHandler = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /**
     * The sink.
     *
     * @throws IllegalArgumentException if no index was named, an option is out of its range or has
     *     no place here, a function cannot be serialized, or holds an API key
     */
    public PinelinkSink<T> build() {
      if (index == null) {
        throw new IllegalArgumentException("index is missing: name it, or give its host");
      }
      PinelinkSink<T> sink = new PinelinkSink<>(this, index, byHost);
      BulkOptions options = sink.bulkOptions().build();
      if (options.checkpoint().isPresent() || options.timeout().isPresent()) {
        throw new IllegalArgumentException(
            "checkpoint and timeout are those of a whole load: Flink has its own checkpoints, and"
                + " stallTimeout bounds how long the service may take nothing");
      }
      SerializedForm.check(sink, System.getenv("PINECONE_API_KEY"));
      return sink;
    }
  }
}
