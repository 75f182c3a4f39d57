package io.pinelink.testing.internal;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The scopes of one extension in the stores of JUnit: one for each class, whose tests share a
 * server while they run one after another, and one for each test that JUnit may run beside others.
 */
public final class Servers {
  /** The stores in which extensions agree on the one that passes the parameters of a context. */
  private static final Namespace ALL = Namespace.create(Servers.class);

  private static final String OWNER = "owner";
  private static final String CLASS = "class";
  private static final String TEST = "test";
  private static final String SOURCE = "source";

  private final Settings settings;
  private final Declarations declarations;
  private final Namespace own = Namespace.create(Servers.class, this);

  /** The scopes that are open. */
  private final Set<Scope> open = ConcurrentHashMap.newKeySet();

  /** The scope of the current thread, and of threads that it started. */
  @SuppressWarnings("ThreadLocalUsage") // A test may have several extensions, each with its scope.
  private final InheritableThreadLocal<@Nullable Scope> current = new InheritableThreadLocal<>();

  /**
   * The settings of an extension.
   *
   * @param server configures the embedded server
   * @param client configures the client of either service
   * @param live configures the client of the real service only
   * @param indexes exist for every test
   * @param resets whether each test begins with empty indexes
   * @param shared whether servers are kept for other classes until the end of the run
   */
  public record Settings(
      Consumer<EmbeddedPineconeBuilder> server,
      Consumer<Pinelink.Builder> client,
      Consumer<Pinelink.Builder> live,
      List<IndexDeclaration> indexes,
      boolean resets,
      boolean shared) {}

  /** The key of sources whose sessions are interchangeable. */
  private record SourceKey(
      Consumer<EmbeddedPineconeBuilder> server,
      Consumer<Pinelink.Builder> client,
      Consumer<Pinelink.Builder> live) {}

  public Servers(Settings settings, Annotations annotations) {
    this.settings = settings;
    this.declarations = new Declarations(annotations);
  }

  /** Begins a class, and opens a scope for its tests unless a class around it has one. */
  public void beginClass(ExtensionContext context) {
    context.getStore(ALL).put(OWNER, this);
    Store store = context.getStore(own);
    store.getOrComputeIfAbsent(SOURCE, unused -> new ServerPool(options()), ServerPool.class);
    if (store.get(CLASS) == null || (isConcurrent(context) && settings.resets())) {
      Scope scope = newScope(context);
      scope.begin(declared(context));
      store.put(CLASS, scope);
    }
    current.set(store.get(CLASS, Scope.class));
  }

  /** Begins a test, unless its constructor has begun it. */
  public void beginTest(ExtensionContext context) {
    context.getStore(ALL).put(OWNER, this);
    current.set(scope(context));
  }

  /** Ends a test, whose scope is closed with its context. */
  public void endTest(ExtensionContext context) {
    Scope classScope = context.getStore(own).get(CLASS, Scope.class);
    if (classScope == null) {
      current.remove();
    } else {
      current.set(classScope);
    }
  }

  /** Assigns the thread to a class, whose tests may have run on other threads. */
  public void returnToClass(ExtensionContext context) {
    current.set(scope(context));
  }

  /** Ends a class. */
  public void endClass() {
    current.remove();
  }

  /** Returns whether this extension passes the parameters of a context: the innermost one does. */
  public boolean isOwner(ExtensionContext context) {
    Object owner = context.getStore(ALL).get(OWNER);
    return owner == null || owner == this;
  }

  /** Returns what is passed to a parameter of a supported type. */
  public Object resolve(ParameterContext parameter, ExtensionContext context) {
    return TestParameters.resolve(parameter, scope(context), declarations);
  }

  /** Returns the scope of a context: of the test if there is one, otherwise of the class. */
  public Scope scope(ExtensionContext context) {
    Store store = context.getStore(own);
    TestScope test = store.get(TEST, TestScope.class);
    if (test != null) {
      return test.scope();
    }
    if (context.getTestMethod().isEmpty()) {
      // For constructors before JUnit 5.12, and for methods that run before all tests.
      return store.getOrComputeIfAbsent(CLASS, key -> newScope(context), Scope.class);
    }
    return store.getOrComputeIfAbsent(TEST, key -> newTest(context), TestScope.class).scope();
  }

  /**
   * The scope of a test.
   *
   * @param closed the same scope if the test has it alone, which JUnit closes with its context
   */
  private record TestScope(Scope scope, Optional<Scope> closed) implements StoredResource {
    @Override
    public void close() {
      closed.ifPresent(Scope::close);
    }
  }

  private TestScope newTest(ExtensionContext context) {
    Scope classScope = context.getStore(own).get(CLASS, Scope.class);
    boolean alone = classScope == null || (isConcurrent(context) && settings.resets());
    Scope scope = alone ? newScope(context) : classScope;
    scope.begin(declared(context));
    return new TestScope(scope, alone ? Optional.of(scope) : Optional.empty());
  }

  private static boolean isConcurrent(ExtensionContext context) {
    return context.getExecutionMode() == ExecutionMode.CONCURRENT;
  }

  private Declarations.Declared declared(ExtensionContext context) {
    return new Declarations.Declared(settings.indexes(), List.of()).and(declarations.of(context));
  }

  private Scope newScope(ExtensionContext context) {
    Scope scope = new Scope(() -> source(context), settings.resets(), open::remove);
    open.add(scope);
    return scope;
  }

  private SessionSource source(ExtensionContext context) {
    Optional<String> live = LiveService.setting(context);
    SourceKey key = new SourceKey(settings.server(), settings.client(), settings.live());
    if (live.isPresent()) {
      return context
          .getRoot()
          .getStore(ALL)
          .getOrComputeIfAbsent(
              key,
              unused -> LiveService.connect(live.get(), settings.client().andThen(settings.live())),
              LiveService.class);
    }
    return settings.shared()
        ? context
            .getRoot()
            .getStore(ALL)
            .getOrComputeIfAbsent(key, unused -> new ServerPool(options()), ServerPool.class)
        : context
            .getStore(own)
            .getOrComputeIfAbsent(SOURCE, unused -> new ServerPool(options()), ServerPool.class);
  }

  private EmulatorSession.Options options() {
    return new EmulatorSession.Options(settings.server(), settings.client());
  }

  /** Returns the server of the current test. */
  public EmbeddedPinecone server() {
    return session().server("PineconeExtension.server()");
  }

  /** Returns the client of the current test. */
  public Pinelink client() {
    return session().client("PineconeExtension.client()");
  }

  /** Opens an index of the current test. */
  public Index index(String name) {
    return currentScope().opened().vectors(name);
  }

  private Session session() {
    return currentScope().session();
  }

  private Scope currentScope() {
    Scope scope = current.get();
    if (scope == null || !open.contains(scope)) {
      List<Scope> all = List.copyOf(open);
      if (all.isEmpty()) {
        throw new IllegalStateException(
            "the server is not running: no test of the class has begun");
      }
      if (all.size() > 1) {
        throw new IllegalStateException(
            "several tests are running, and this thread was not started by any of them: use"
                + " parameters of the test instead");
      }
      scope = all.get(0);
    }
    return scope;
  }
}
