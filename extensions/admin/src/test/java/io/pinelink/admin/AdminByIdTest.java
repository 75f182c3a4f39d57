package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport;
import io.pinelink.FakeTransport.Call;
import io.pinelink.admin.internal.login.AccessToken;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.request.ById;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operations of the admin API and the methods that call them, in particular those about one
 * resource by its id. They are found by reflection, and what is expected follows from the name of
 * an operation: {@code deleteApiKey} takes an {@code apiKeyId}.
 */
@Timeout(20)
class AdminByIdTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);
  private static final AccessToken TOKEN =
      new AccessToken(new BearerToken("t0ken-1"), Duration.ofMinutes(30), INFO);

  /** Operations that take the id of a resource of another kind than the one in their name. */
  private static final Map<String, String> PARENTS = Map.of("listApiKeys", "Project");

  /** The login is a call of the client itself. */
  private static final Set<String> WITHOUT_METHOD = Set.of("createToken");

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final AdminClient admin =
      AdminClient.builder()
          .clientCredentials("me", "s3cret-key")
          .callbackExecutor(Runnable::run)
          .transports(rest)
          .build();

  @BeforeEach
  void logIn() {
    rest.answering(TOKEN);
  }

  @AfterEach
  void close() {
    admin.close();
  }

  private static List<Operation<?, ?>> operations() {
    return Arrays.stream(AdminOperations.class.getFields())
        .filter(field -> field.getType().equals(Operation.class))
        .<Operation<?, ?>>map(AdminByIdTest::constant)
        .toList();
  }

  private static Operation<?, ?> constant(Field field) {
    try {
      return (Operation<?, ?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new LinkageError(field + " is not accessible", e);
    }
  }

  static List<Operation<?, ?>> byId() {
    return operations().stream()
        .filter(operation -> operation.request().equals(ById.class))
        .toList();
  }

  static List<Operation<?, ?>> byIdWithSubject() {
    return byId().stream().filter(Operation::namesSubject).toList();
  }

  /** Returns the kind of resource that an operation takes the id of, such as {@code ApiKey}. */
  private static String kind(Operation<?, ?> operation) {
    String parent = PARENTS.get(operation.name());
    return parent != null
        ? parent
        : byId().stream()
            .map(Operation::name)
            .filter(name -> name.startsWith("delete"))
            .map(AdminByIdTest::withoutVerb)
            .filter(withoutVerb(operation.name())::startsWith)
            .max(Comparator.comparing(String::length))
            .orElseThrow(() -> new AssertionError("no kind of resource in " + operation));
  }

  private static String withoutVerb(String name) {
    return name.replaceFirst("^[a-z]+", "");
  }

  /** Returns the name of the id in messages, such as {@code apiKeyId}. */
  private static String field(Operation<?, ?> operation) {
    String kind = kind(operation);
    return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1) + "Id";
  }

  /** Returns the kind in words, such as {@code service account}. */
  private static String words(Operation<?, ?> operation) {
    return kind(operation)
        .replaceAll("(?<=.)([A-Z])", " $1")
        .toLowerCase(Locale.ROOT)
        .replace("api", "API");
  }

  private static Object call(Object facade, Operation<?, ?> operation, @Nullable String id) {
    try {
      Method method = facade.getClass().getMethod(operation.name(), String.class);
      return method.invoke(facade, id);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(operation.name(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(facade + " has no method for " + operation, e);
    }
  }

  private void sent(Operation<?, ?> operation, Object request) {
    Call call = rest.next();
    if (call.operation().equals(AdminOperations.CREATE_TOKEN)) {
      call = rest.next();
    }
    assertThat(call.operation()).isEqualTo(operation);
    assertThat(call.request()).isEqualTo(request);
  }

  @Test
  void everyOperationIsAMethodOfBothFacades() {
    List<String> names =
        operations().stream()
            .map(Operation::name)
            .filter(name -> !WITHOUT_METHOD.contains(name))
            .toList();
    Set<Class<?>> responses = new HashSet<>();
    operations().forEach(operation -> responses.add(returned(operation)));

    assertThat(methods(AdminClient.class))
        .filteredOn(method -> responses.contains(method.getReturnType()))
        .filteredOn(method -> !method.getName().equals("close"))
        .extracting(Method::getName)
        .hasSameElementsAs(names);
    assertThat(methods(AsyncAdminClient.class))
        .filteredOn(method -> method.getReturnType().equals(CompletableFuture.class))
        .extracting(Method::getName)
        .hasSameElementsAs(names);
    for (Operation<?, ?> operation : operations()) {
      assertThat(methods(AdminClient.class))
          .filteredOn(method -> method.getName().equals(operation.name()))
          .extracting(Method::getReturnType)
          .allMatch(returned(operation)::equals);
    }
  }

  private static Class<?> returned(Operation<?, ?> operation) {
    Class<?> response = operation.response();
    return response == EmptyResponse.class ? void.class : response;
  }

  private static List<Method> methods(Class<?> facade) {
    return Stream.of(facade.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("byId")
  void aCallByIdSendsTheOperationOfItsName(Operation<?, ?> operation) {
    Object first = sample(operation.response(), "x1");
    Object second = sample(operation.response(), "x2");
    rest.answering(first, second);

    boolean isEmpty = operation.response() == EmptyResponse.class;
    assertThat(call(admin, operation, "x1")).isEqualTo(isEmpty ? null : first);
    assertThat(((CompletableFuture<?>) call(admin.async(), operation, "x2")).join())
        .isEqualTo(isEmpty ? null : second);

    sent(operation, ById.of("any", "x1"));
    sent(operation, ById.of("any", "x2"));
    assertThat(rest.hasNoCall()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("byId")
  void anIdIsOneSegmentOfAPath(Operation<?, ?> operation) {
    for (String id : List.of("", " ", ".", "..")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> call(admin, operation, id))
          .withMessageStartingWith(field(operation) + " is ");
    }
    assertThat(rest.hasNoCall()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("byId")
  void anIdIsNotNull(Operation<?, ?> operation) {
    assertThatNullPointerException()
        .isThrownBy(() -> call(admin, operation, null))
        .withMessage(field(operation) + " is null");
  }

  @ParameterizedTest
  @MethodSource("byIdWithSubject")
  void anAnswerAboutAnotherResourceIsMalformed(Operation<?, ?> operation) {
    rest.answering(sample(operation.response(), "x1"));

    assertThatThrownBy(() -> call(admin, operation, "other"))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("the answer is about %s 'x1', asked for 'other'", words(operation));
  }

  /** Returns a response with a text in each of its members that is one, among them its id. */
  private static Object sample(Class<?> type, String text) {
    if (type.equals(String.class)) {
      return text;
    }
    if (type.equals(ResponseInfo.class)) {
      return INFO;
    }
    if (type.equals(Optional.class)) {
      return Optional.empty();
    }
    if (type.equals(List.class)) {
      return List.of();
    }
    if (type.isSealed()) {
      return sample(type.getPermittedSubclasses()[0], text);
    }
    if (type.equals(boolean.class)) {
      return false;
    }
    if (type.equals(int.class) || type.equals(long.class)) {
      return 1;
    }
    Constructor<?> constructor =
        Arrays.stream(type.getDeclaredConstructors())
            .max(Comparator.comparing(Constructor::getParameterCount))
            .orElseThrow(() -> new AssertionError("no sample of " + type));
    try {
      return constructor.newInstance(
          Arrays.stream(constructor.getParameterTypes()).map(part -> sample(part, text)).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no sample of " + type, e);
    }
  }
}
