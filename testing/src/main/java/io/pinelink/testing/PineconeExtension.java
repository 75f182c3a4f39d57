package io.pinelink.testing;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.testing.internal.Annotations;
import io.pinelink.testing.internal.FailureReport;
import io.pinelink.testing.internal.IndexDeclaration;
import io.pinelink.testing.internal.LiveCondition;
import io.pinelink.testing.internal.Servers;
import io.pinelink.testing.internal.TestParameters;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A JUnit extension that runs an {@link EmbeddedPinecone} and a client of it for tests. {@link
 * PineconeIndex} registers it; a field does too, and sets options:
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
 * <p><b>Servers.</b> A server starts when a test first needs it. With an annotation or in a static
 * field, the tests of a class share one server, which stops after the last of them: before each
 * test it is {@linkplain EmbeddedPinecone#reset() reset}, and the indexes of the test are created.
 * In an instance field, each test has a server of its own. With {@link
 * Builder#shareBetweenClasses()}, the servers are kept for the classes that follow. Tests that
 * JUnit may run beside others, by {@code @Execution(CONCURRENT)} or the configuration, each take a
 * server that no other test uses at the same time; methods before all tests prepare none of these.
 *
 * <p><b>Parameters.</b> Methods and constructors of tests may have parameters of the types {@link
 * Pinelink}, {@link Index}, {@link io.pinelink.RecordIndex}, {@link io.pinelink.DocumentIndex},
 * {@link io.pinelink.TypedDocumentIndex}, {@link io.pinelink.ControlPlane} and {@link
 * io.pinelink.admin.AdminClient}, of the asynchronous variants of all of these, and of the types
 * {@link EmbeddedPinecone}, {@link io.pinelink.server.Faults}, {@link
 * io.pinelink.server.ServerClock} and {@link io.pinelink.testing.requests.RecordedRequests}. An
 * index needs an {@link IndexName} if the test has several of its kind. If several instances of
 * this class are registered for a test, the innermost one passes the parameters.
 *
 * <p><b>Route.</b> The client requires the private route, so that a call on the public one fails. A
 * server without a private endpoint has a client with the default policy. {@link
 * Builder#client(Consumer)} can set any other.
 *
 * <p><b>Failures.</b> The requests of a failed test are an entry of JUnit's report, {@code
 * pinelink.requests}, and a suppressed exception of the failure. They contain no headers.
 *
 * <p><b>The real service.</b> With the configuration parameter or system property {@code
 * pinelink.live}, tests run against the real service, with the API key in the environment variable
 * {@code PINECONE_API_KEY}. If it is {@code true}, each declared index is created once, under a
 * name of its own, and deleted at the end of the run. {@code docs=team-docs} uses the existing
 * index {@code team-docs} for {@code docs}; several pairs are separated by commas. No other
 * existing index is touched, and a run that is killed leaves what it has created. Indexes in
 * parameters, and from {@link #index}, are views of a namespace that only this test uses and that
 * is deleted afterwards: a test that selects namespaces itself leaves it. Tests with any other
 * parameter are skipped, and the accessors {@link #server()} and {@link #client()} abort a test;
 * both with the reason.
 *
 * <p>The accessors may be called from any thread that a test started, and from any thread at all
 * while only one test runs.
 */
public final class PineconeExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ExecutionCondition,
        InvocationInterceptor,
        ParameterResolver {
  private static final Consumer<EmbeddedPineconeBuilder> SERVER = PineconeExtension::unchanged;
  private static final Consumer<Pinelink.Builder> CLIENT = PineconeExtension::unchanged;

  private final Servers servers;

  /** Creates an extension with all defaults: no index, and a reset before each test. */
  public PineconeExtension() {
    this(builder());
  }

  private PineconeExtension(Builder builder) {
    servers =
        new Servers(
            new Servers.Settings(
                builder.serverOptions,
                builder.clientOptions,
                builder.liveOptions,
                List.copyOf(builder.indexes.values()),
                builder.resets,
                builder.shared),
            new OwnAnnotations());
  }

  private static void unchanged(Object options) {
    // The defaults apply.
  }

  /** Returns a builder with all defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an extension. Not thread-safe. */
  public static final class Builder {
    private Consumer<EmbeddedPineconeBuilder> serverOptions = SERVER;
    private Consumer<Pinelink.Builder> clientOptions = CLIENT;
    private Consumer<Pinelink.Builder> liveOptions = CLIENT;
    private final Map<String, IndexDeclaration> indexes = new LinkedHashMap<>();
    private boolean resets = true;
    private boolean shared;

    private Builder() {}

    /** Configures the server. Default: none of its options is set. */
    public Builder server(Consumer<EmbeddedPineconeBuilder> options) {
      this.serverOptions = Objects.requireNonNull(options, "options is null");
      return this;
    }

    /**
     * Configures the client, which is connected to the server and requires the private route.
     * Default: no further option is set.
     */
    public Builder client(Consumer<Pinelink.Builder> options) {
      this.clientOptions = Objects.requireNonNull(options, "options is null");
      return this;
    }

    /**
     * Configures the client of the real service, after {@link #client(Consumer)}: for example its
     * route. The API key always comes from the environment. Default: no further option is set.
     */
    public Builder liveClient(Consumer<Pinelink.Builder> options) {
      this.liveOptions = Objects.requireNonNull(options, "options is null");
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
      Objects.requireNonNull(name, "name is null");
      return index(
          CreateIndexRequest.dense(name, dimension, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }

    /** Adds an index, which replaces one of the same name. Default: none. */
    public Builder index(CreateIndexRequest request) {
      Objects.requireNonNull(request, "request is null");
      return add(new IndexDeclaration.Vectors(request));
    }

    /**
     * Adds an index that embeds records, which replaces an index of the same name. Default: none.
     */
    public Builder index(CreateIndexForModelRequest request) {
      Objects.requireNonNull(request, "request is null");
      return add(new IndexDeclaration.Records(request));
    }

    /** Adds a document index, which replaces an index of the same name. Default: none. */
    public Builder index(CreateDocumentIndexRequest request) {
      Objects.requireNonNull(request, "request is null");
      return add(new IndexDeclaration.Documents(request));
    }

    private Builder add(IndexDeclaration index) {
      indexes.put(index.name(), index);
      return this;
    }

    /**
     * Sets whether the server is reset and the indexes are created again before each test. Without
     * it, all tests of a class use one server together, also those that run at the same time.
     * Default: true.
     */
    public Builder resetBetweenTests(boolean resetBetweenTests) {
      this.resets = resetBetweenTests;
      return this;
    }

    /**
     * Keeps the servers until the end of the run, so that later classes need not start their own.
     * Classes share servers if their extensions are the same object, such as one in a field of a
     * common superclass, or have no {@link #server}, {@link #client} and {@link #liveClient}
     * options. They never use one at the same time. What a {@linkplain EmbeddedPinecone#reset()
     * reset} leaves, such as projects and API keys, stays for the next class. Default: the servers
     * of a class are closed after it.
     */
    public Builder shareBetweenClasses() {
      this.shared = true;
      return this;
    }

    /** Returns the extension. */
    public PineconeExtension build() {
      return new PineconeExtension(this);
    }
  }

  /**
   * Returns the server of the current test.
   *
   * @throws IllegalStateException outside of a test class, or on a thread that cannot be assigned
   *     to one of several tests that are running
   * @throws org.opentest4j.TestAbortedException if the test runs against the real service
   */
  public EmbeddedPinecone server() {
    return servers.server();
  }

  /**
   * Returns a client of the {@linkplain #server() server}, which the extension closes.
   *
   * @throws IllegalStateException as {@link #server()} throws it
   * @throws org.opentest4j.TestAbortedException if the test runs against the real service
   */
  public Pinelink client() {
    return servers.client();
  }

  /**
   * Opens an index with the extension's client.
   *
   * @throws io.pinelink.error.NotFoundException if the server has no index of this name
   * @throws IllegalStateException as {@link #server()} throws it, or if the test runs against the
   *     real service and declares no index of this name
   */
  public Index index(String name) {
    Objects.requireNonNull(name, "name is null");
    return servers.index(name);
  }

  /** Disables what needs the embedded server if tests run against the real service. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return LiveCondition.of(context);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    servers.beginClass(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    servers.beginTest(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    FailureReport.publish(context, servers.scope(context));
    servers.endTest(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    servers.endClass();
  }

  /** Assigns the thread to the class again: JUnit may have run other classes on it. */
  @Override
  public void interceptAfterAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    servers.returnToClass(context);
    invocation.proceed();
  }

  /** Reports the requests of a dynamic test that fails. */
  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation,
      DynamicTestInvocationContext invocationContext,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      FailureReport.publish(context, servers.scope(context), failure);
      throw failure;
    }
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestParameters.supports(parameter.getParameter().getType()) && servers.isOwner(context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return servers.resolve(parameter, context);
  }

  /** The annotations of this package. */
  private static final class OwnAnnotations implements Annotations {
    @Override
    public List<DeclaredIndex> indexes(AnnotatedElement element) {
      return AnnotationSupport.findRepeatableAnnotations(element, PineconeIndex.class).stream()
          .map(
              index ->
                  new DeclaredIndex(
                      index.name(),
                      index.dimension(),
                      index.metric(),
                      index.vectorType(),
                      index.model(),
                      index.textField(),
                      index.schema(),
                      index.cloud(),
                      index.region()))
          .toList();
    }

    @Override
    public List<DeclaredData> data(AnnotatedElement element) {
      return AnnotationSupport.findRepeatableAnnotations(element, PineconeData.class).stream()
          .map(data -> new DeclaredData(data.value(), data.index(), data.namespace()))
          .toList();
    }

    @Override
    public Optional<String> indexName(AnnotatedElement parameter) {
      return AnnotationSupport.findAnnotation(parameter, IndexName.class).map(IndexName::value);
    }
  }
}
