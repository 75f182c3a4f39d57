package io.pinelink.telemetry;

import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.network.AddressClass;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The names and values with which telemetry describes calls, so that spans and metrics of all
 * libraries agree. Names that begin with {@code db}, {@code error} and {@code server} come from the
 * OpenTelemetry semantic conventions for database clients; the others are Pinelink's own.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/">Semantic conventions for
 *     databases, 1.33 and later</a>
 */
public final class CallAttributes {
  /** The database, always {@link #PINECONE}. */
  public static final String SYSTEM = "db.system.name";

  /** The operation, such as {@code query}. */
  public static final String OPERATION = "db.operation.name";

  /** The index that a call concerns. */
  public static final String COLLECTION = "db.collection.name";

  /** The namespace of a call to an index. */
  public static final String NAMESPACE = "db.namespace";

  /** The number of elements of a request, if there are several. */
  public static final String BATCH_SIZE = "db.operation.batch.size";

  /** The error code with which the service refused a call. */
  public static final String STATUS_CODE = "db.response.status_code";

  /** The number of elements of a response. */
  public static final String ROWS = "db.response.returned_rows";

  /** The type of a failure, as {@link CallEnd#errorType()} returns it. */
  public static final String ERROR_TYPE = "error.type";

  /** The host of the route, without port. */
  public static final String SERVER_ADDRESS = "server.address";

  /** The port of the route. */
  public static final String SERVER_PORT = "server.port";

  /** The network that the route crosses: {@code public}, {@code private} or {@code local}. */
  public static final String ROUTE_KIND = "pinelink.route.kind";

  /** The policy that chose the route, such as {@code private_required}. */
  public static final String ROUTE_POLICY = "pinelink.route.policy";

  /** The class of the address of the newest connection to the host, such as {@code private}. */
  public static final String ADDRESS_CLASS = "pinelink.route.address_class";

  /** The part of the service: {@code data} or {@code control}. */
  public static final String PLANE = "pinelink.plane";

  /** The result of a call: {@code succeeded}, {@code failed} or {@code cancelled}. */
  public static final String OUTCOME = "pinelink.outcome";

  /** The number of attempts of a call. */
  public static final String ATTEMPTS = "pinelink.attempts";

  /** The read units of a call. */
  public static final String READ_UNITS = "pinelink.read_units";

  /** The number of an attempt. */
  public static final String ATTEMPT_NUMBER = "pinelink.attempt.number";

  /** The reason for an attempt, such as {@code retry}. */
  public static final String ATTEMPT_KIND = "pinelink.attempt.kind";

  /** The reason for which a call was not retried, such as {@code no_budget}. */
  public static final String GIVE_UP_REASON = "pinelink.give_up.reason";

  /** Whether a connection was {@code established} or {@code refused} because of its address. */
  public static final String CONNECTION_RESULT = "pinelink.connection.result";

  /**
   * The outcome of items of a bulk operation: {@code accepted}, {@code rejected}, {@code unknown}
   * or {@code unsent}.
   */
  public static final String BULK_OUTCOME = "pinelink.bulk.outcome";

  /** The value of {@link #BULK_OUTCOME} of items that the service has written or returned. */
  public static final String ACCEPTED = "accepted";

  /** The histogram of the durations of calls, in seconds. */
  public static final String DURATION_METRIC = "db.client.operation.duration";

  /** The histogram of {@link #ROWS}. */
  public static final String ROWS_METRIC = "db.client.response.returned_rows";

  /** The counter of attempts by route and reason, as evidence of where calls go. */
  public static final String ATTEMPTS_METRIC = "pinelink.client.attempts";

  /** The counter of calls that failed transiently and were not retried. */
  public static final String GIVE_UPS_METRIC = "pinelink.client.give_ups";

  /** The counter of read units. */
  public static final String READ_UNITS_METRIC = "pinelink.client.read_units";

  /** The counter of connections by route and class of address. */
  public static final String CONNECTIONS_METRIC = "pinelink.client.connections";

  /**
   * The gauge of the share of the tokens that is left in the retry budget of a host, 0 to 1.
   * Nothing is retried at 0.5 or less.
   */
  public static final String RETRY_BUDGET_METRIC = "pinelink.client.retry_budget";

  /** The counter of settled items of bulk operations. */
  public static final String BULK_ITEMS_METRIC = "pinelink.client.bulk.items";

  /** The counter of the bytes of accepted items of bulk operations. */
  public static final String BULK_BYTES_METRIC = "pinelink.client.bulk.accepted_bytes";

  /** The number of bulk operations that have started and not ended. */
  public static final String BULK_RUNNING_METRIC = "pinelink.client.bulk.running";

  /** The event of a failed attempt. */
  public static final String FAILED_EVENT = "pinelink.attempt.failed";

  /** The value of {@link #SYSTEM}. */
  public static final String PINECONE = "pinecone";

  /** The boundaries of the buckets of {@link #DURATION_METRIC} that the conventions advise. */
  public static final List<Double> DURATION_BUCKETS =
      List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

  /** The boundaries of the buckets of {@link #ROWS_METRIC} that the conventions advise. */
  public static final List<Long> ROWS_BUCKETS =
      List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1_000L, 2_000L, 5_000L, 10_000L);

  private static final String CONTROL = "control";
  private static final String DATA = "data";

  private CallAttributes() {}

  /** Returns the name of a span: the operation, and the index if the call concerns one. */
  public static String spanName(CallStart call) {
    return call.index().map(index -> call.operation() + " " + index).orElse(call.operation());
  }

  /** Returns the value of {@link #PLANE}. */
  public static String plane(boolean controlPlane) {
    return controlPlane ? CONTROL : DATA;
  }

  /** Returns the value of {@link #ROUTE_POLICY}; empty for the control plane, which has none. */
  public static Optional<String> policy(Route route) {
    return route.policy().map(RoutePolicy::choice).map(CallAttributes::value);
  }

  /** Returns the value of {@link #ADDRESS_CLASS}; empty if no class is known. */
  public static Optional<String> addressClass(Optional<AddressClass> known) {
    return known.map(CallAttributes::value);
  }

  /** Returns the event of an attempt, such as {@code pinelink.attempt.retry}. */
  public static String attemptEvent(AttemptKind kind) {
    Objects.requireNonNull(kind, "kind is null");
    return "pinelink.attempt." + value(kind);
  }

  /**
   * Returns the value of {@link #ERROR_TYPE}, as {@link CallEnd#errorType()} describes it, for the
   * failure of a call or of an attempt.
   */
  public static String errorType(Throwable failure) {
    if (failure instanceof ServiceException refusal) {
      return refusal.code().name();
    }
    if (failure instanceof TransportException unanswered) {
      return unanswered.networkCause().name();
    }
    return failure instanceof CancellationException ? "cancelled" : failure.getClass().getName();
  }

  /** Returns the value for a constant: its name in lower case, such as {@code no_budget}. */
  public static String value(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
