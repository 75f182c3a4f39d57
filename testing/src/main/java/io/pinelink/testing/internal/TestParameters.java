package io.pinelink.testing.internal;

import io.pinelink.AsyncControlPlane;
import io.pinelink.AsyncPinelink;
import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.admin.AsyncAdminClient;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Faults;
import io.pinelink.server.ServerClock;
import io.pinelink.testing.requests.RecordedRequests;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ParameterContext;

/** The types of parameters that a test may have. */
public final class TestParameters {
  /** The values of parameters that are not indexes; the text names the parameter's type. */
  private static final Map<Class<?>, BiFunction<Session, String, Object>> OTHERS =
      Map.of(
          EmbeddedPinecone.class, Session::server,
          Faults.class, (session, purpose) -> session.server(purpose).faults(),
          ServerClock.class, (session, purpose) -> session.server(purpose).clock(),
          RecordedRequests.class,
              (session, purpose) -> RecordedRequests.of(session.server(purpose)),
          Pinelink.class, Session::client,
          AsyncPinelink.class, (session, purpose) -> session.client(purpose).async(),
          ControlPlane.class, (session, purpose) -> session.client(purpose).controlPlane(),
          AsyncControlPlane.class,
              (session, purpose) -> session.client(purpose).controlPlane().async(),
          AdminClient.class, Session::admin,
          AsyncAdminClient.class, (session, purpose) -> session.admin(purpose).async());

  private TestParameters() {}

  public static boolean supports(Class<?> type) {
    return IndexParameters.isIndex(type) || OTHERS.containsKey(type);
  }

  /** Returns whether parameters of a type are only for tests with an embedded server. */
  static boolean needsEmulator(Class<?> type) {
    return OTHERS.containsKey(type);
  }

  /** Returns a type of parameters as messages name it. */
  static String purpose(Class<?> type) {
    return "a parameter of type " + type.getSimpleName();
  }

  /** Returns what is passed to a parameter of a type that is supported. */
  static Object resolve(ParameterContext parameter, Scope scope, Declarations declarations) {
    Class<?> type = parameter.getParameter().getType();
    BiFunction<Session, String, Object> other = OTHERS.get(type);
    return other == null
        ? IndexParameters.resolve(parameter, scope, declarations)
        : other.apply(scope.session(), purpose(type));
  }
}
