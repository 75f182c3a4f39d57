package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.PaginatedRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms that every call with a request has, beside the one with the request itself. */
class RequestOverloadsTest {
  static Stream<Class<?>> facades() {
    return Stream.of(
        Index.class,
        AsyncIndex.class,
        DocumentIndex.class,
        AsyncDocumentIndex.class,
        TypedDocumentIndex.class,
        AsyncTypedDocumentIndex.class,
        RecordIndex.class,
        AsyncRecordIndex.class,
        Namespaces.class,
        AsyncNamespaces.class,
        Imports.class,
        AsyncImports.class,
        Inference.class,
        AsyncInference.class,
        ControlPlane.class,
        AsyncControlPlane.class);
  }

  @ParameterizedTest
  @MethodSource("facades")
  void aCallWhoseRequestHasABuilderTakesALambda(Class<?> facade) {
    List<Method> calls =
        requests(facade)
            .filter(call -> builder(request(call)) != null)
            // Searches are named in its factory, and are all that a hybrid search has to have.
            .filter(call -> !call.getName().equals("hybridSearch"))
            .toList();

    assertThat(calls).isNotEmpty();
    assertThat(calls).allSatisfy(call -> assertThat(lambdas(facade, call)).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("facades")
  void aListOfEverythingNeedsNoArgument(Class<?> facade) {
    assertThat(
            requests(facade)
                .filter(call -> PaginatedRequest.class.isAssignableFrom(request(call)))
                .filter(call -> hasAll(request(call))))
        .allSatisfy(
            call ->
                assertThat(methods(facade))
                    .filteredOn(other -> other.getParameterCount() == 0)
                    .filteredOn(other -> other.getName().equals(call.getName()))
                    .extracting(Method::getGenericReturnType)
                    .containsExactly(call.getGenericReturnType()));
  }

  /** Returns the methods as they were declared, with the types of their parameters. */
  private static Stream<Method> methods(Class<?> facade) {
    return Stream.<Class<?>>iterate(facade, type -> type != Object.class, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge());
  }

  private static Stream<Method> requests(Class<?> facade) {
    return methods(facade)
        .filter(call -> call.getParameterCount() == 1)
        .filter(call -> request(call).getSimpleName().endsWith("Request"));
  }

  private static Class<?> request(Method call) {
    return call.getParameterTypes()[0];
  }

  private static @Nullable Class<?> builder(Class<?> request) {
    return Arrays.stream(request.getDeclaredClasses())
        .filter(type -> type.getSimpleName().equals("Builder"))
        .findFirst()
        .orElse(null);
  }

  private static boolean hasAll(Class<?> request) {
    return Arrays.stream(request.getMethods()).anyMatch(method -> method.getName().equals("all"));
  }

  private static List<Method> lambdas(Class<?> facade, Method call) {
    return methods(facade)
        .filter(other -> other.getName().equals(call.getName()))
        .filter(other -> takes(other, builder(request(call))))
        .filter(other -> other.getGenericReturnType().equals(call.getGenericReturnType()))
        .toList();
  }

  private static boolean takes(Method call, @Nullable Class<?> builder) {
    Type[] types = call.getGenericParameterTypes();
    return types.length > 0
        && types[types.length - 1] instanceof ParameterizedType last
        && last.getRawType() == Consumer.class
        && last.getActualTypeArguments()[0] == builder;
  }
}
