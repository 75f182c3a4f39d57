package io.pinelink.testing;

import io.pinelink.AsyncDocumentIndex;
import io.pinelink.AsyncIndex;
import io.pinelink.AsyncRecordIndex;
import io.pinelink.ControlPlane;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit 5 extension that runs an {@link EmbeddedPinecone} and a client of it for the tests of a
 * class.
 *
 * <pre>{@code
 * class SearchTest {
 *   @RegisterExtension
 *   static final PineconeExtension pinecone =
 *       PineconeExtension.builder().index("docs", 3).build();
 *
 *   @Test
 *   void findsWhatWasWritten(Index docs) {
 *     docs.upsert(List.of(Vector.of("a", new float[] {1, 0, 0})));
 *     assertThat(docs.query(QueryRequest.nearest(1, 0, 0)).matches()).hasSize(1);
 *   }
 * }
 * }</pre>
 *
 * <p>In a static field, or with {@code @ExtendWith(PineconeExtension.class)}, the server starts
 * before the first test of the class and stops after the last; before each test it is {@linkplain
 * EmbeddedPinecone#reset() reset} and the configured indexes are created empty. In an instance
 * field, each test has a server of its own.
 *
 * <p>Test methods and constructors may have parameters of the types {@link EmbeddedPinecone},
 * {@link Pinelink}, {@link Index}, {@link RecordIndex} and {@link DocumentIndex}, and of the
 * asynchronous variants of the three indexes. An index needs an {@link IndexName} if more than one
 * is configured.
 *
 * <p>Tests that run in parallel share the server: turn the reset off for them with {@link
 * Builder#resetBetweenTests(boolean)}. The accessors may be called from any thread.
 */
public final class PineconeExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private static final Duration READY = Duration.ofMinutes(1);

  /** The methods that open the parameters, by their types. */
  private static final Map<Class<?>, BiFunction<Pinelink, String, Object>> INDEXES =
      Map.of(
          Index.class,
          Pinelink::index,
          AsyncIndex.class,
          (client, name) -> client.index(name).async(),
          RecordIndex.class,
          Pinelink::records,
          AsyncRecordIndex.class,
          (client, name) -> client.records(name).async(),
          DocumentIndex.class,
          Pinelink::documents,
          AsyncDocumentIndex.class,
          (client, name) -> client.documents(name).async());

  private final Consumer<EmbeddedPineconeBuilder> serverOptions;
  private final Consumer<Pinelink.Builder> clientOptions;

  /** The creation of each configured index, by its name. */
  private final Map<String, Consumer<ControlPlane>> indexes;

  private final boolean resets;

  private volatile @Nullable Running running;

  /** The number of running classes: a class and those nested in it. */
  private int classes;

  private record Running(EmbeddedPinecone server, Pinelink client) {}

  /** Creates an extension with all defaults: no index, and a reset before each test. */
  public PineconeExtension() {
    this(builder());
  }

  private PineconeExtension(Builder builder) {
    serverOptions = builder.serverOptions;
    clientOptions = builder.clientOptions;
    indexes = new LinkedHashMap<>(builder.indexes);
    resets = builder.resets;
  }

  /** Returns a builder with all defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an extension. Not thread-safe. */
  public static final class Builder {
    private Consumer<EmbeddedPineconeBuilder> serverOptions = options -> {};
    private Consumer<Pinelink.Builder> clientOptions = options -> {};
    private final Map<String, Consumer<ControlPlane>> indexes = new LinkedHashMap<>();
    private boolean resets = true;

    private Builder() {}

    /** Configures the server. Default: none of its options is set. */
    public Builder server(Consumer<EmbeddedPineconeBuilder> options) {
      this.serverOptions = Objects.requireNonNull(options, "options");
      return this;
    }

    /** Configures the client, which is wired to the server. Default: no further option is set. */
    public Builder client(Consumer<Pinelink.Builder> options) {
      this.clientOptions = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * Adds a serverless index of dense vectors with cosine metric.
     *
     * @param name the name of the index
     * @param dimension the dimension of its vectors, 1 to 20,000
     * @throws IllegalArgumentException if either is invalid
     */
    public Builder index(String name, int dimension) {
      Objects.requireNonNull(name, "name");
      return index(
          CreateIndexRequest.dense(name, dimension, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }

    /** Adds an index, which replaces one of the same name. Default: none. */
    public Builder index(CreateIndexRequest request) {
      Objects.requireNonNull(request, "request");
      indexes.put(request.name(), control -> control.ensureIndex(request, READY));
      return this;
    }

    /**
     * Adds an index that embeds records, which replaces an index of the same name. Default: none.
     */
    public Builder index(CreateIndexForModelRequest request) {
      Objects.requireNonNull(request, "request");
      indexes.put(request.name(), control -> control.ensureIndex(request, READY));
      return this;
    }

    /** Adds a document index, which replaces an index of the same name. Default: none. */
    public Builder index(CreateDocumentIndexRequest request) {
      Objects.requireNonNull(request, "request");
      indexes.put(request.name(), control -> create(request, control));
      return this;
    }

    private static void create(CreateDocumentIndexRequest request, ControlPlane control) {
      try {
        control.createDocumentIndex(request);
      } catch (AlreadyExistsException e) {
        // The server was started with data.
      }
      control.awaitIndexReady(request.name(), READY);
    }

    /**
     * Sets whether the server is reset and its indexes are recreated before each test. Default:
     * true.
     */
    public Builder resetBetweenTests(boolean resetBetweenTests) {
      this.resets = resetBetweenTests;
      return this;
    }

    /** Returns the extension. */
    public PineconeExtension build() {
      return new PineconeExtension(this);
    }
  }

  /**
   * Returns the running server.
   *
   * @throws IllegalStateException outside of a test class
   */
  public EmbeddedPinecone server() {
    return running().server();
  }

  /**
   * Returns a client of the server, which the extension closes.
   *
   * @throws IllegalStateException outside of a test class
   */
  public Pinelink client() {
    return running().client();
  }

  /**
   * Opens an index with the extension's client.
   *
   * @throws io.pinelink.error.NotFoundException if the server has no index of this name
   * @throws IllegalStateException outside of a test class
   */
  public Index index(String name) {
    Objects.requireNonNull(name, "name");
    return client().index(name);
  }

  private Running running() {
    Running current = running;
    if (current == null) {
      throw new IllegalStateException("the server is not running: no test of the class has begun");
    }
    return current;
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    classes++;
    if (running == null) {
      start();
    }
  }

  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    if (running == null) {
      start();
    } else if (resets) {
      running().server().reset();
      createIndexes(running().client());
    }
  }

  @Override
  public synchronized void afterEach(ExtensionContext context) {
    if (classes == 0) {
      stop();
    }
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    classes--;
    if (classes == 0) {
      stop();
    }
  }

  private void start() {
    EmbeddedPineconeBuilder options = EmbeddedPinecone.builder();
    serverOptions.accept(options);
    EmbeddedPinecone server = options.start();
    try {
      Pinelink.Builder clientBuilder = server.clientBuilder();
      clientOptions.accept(clientBuilder);
      Pinelink client = clientBuilder.build();
      running = new Running(server, client);
      createIndexes(client);
    } catch (RuntimeException | Error e) {
      if (running == null) {
        server.close();
      } else {
        stop();
      }
      throw e;
    }
  }

  private void createIndexes(Pinelink client) {
    indexes.values().forEach(creation -> creation.accept(client.controlPlane()));
  }

  private void stop() {
    Running ended = running;
    running = null;
    if (ended != null) {
      try {
        ended.client().close();
      } finally {
        ended.server().close();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == EmbeddedPinecone.class || type == Pinelink.class || INDEXES.containsKey(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == EmbeddedPinecone.class) {
      return server();
    }
    if (type == Pinelink.class) {
      return client();
    }
    String name =
        parameter.findAnnotation(IndexName.class).map(IndexName::value).orElseGet(this::onlyIndex);
    return Objects.requireNonNull(INDEXES.get(type)).apply(client(), name);
  }

  private String onlyIndex() {
    List<String> names = new ArrayList<>(indexes.keySet());
    if (names.size() != 1) {
      throw new ParameterResolutionException(
          "the extension has the indexes " + names + ": name one with @IndexName");
    }
    return names.get(0);
  }
}
