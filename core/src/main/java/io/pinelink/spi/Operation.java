package io.pinelink.spi;

import io.pinelink.model.ListResponse;
import io.pinelink.model.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the service: its name, request and response, and whether repeating it is safe.
 * {@link Operations#all()} lists all of them. Compared by identity; safe for use by several
 * threads.
 *
 * @param <Q> the request
 * @param <R> the response
 */
public final class Operation<Q, R> {
  /** The version of the operations that exist in it, and newest one for vectors and records. */
  static final String CLASSIC_VERSION = "2026-04";

  static final Set<Protocol> BOTH = Set.of(Protocol.GRPC, Protocol.REST);
  static final Set<Protocol> REST_ONLY = Set.of(Protocol.REST);

  private final String name;
  private final Class<Q> request;
  private final Class<R> response;
  private final Plane plane;
  private final Effect effect;
  private final String since;
  private final Function<String, @Nullable OperationFacts<?, ?>> area;

  // An area changes these while it creates the operation, and nothing does later.
  private Set<Protocol> protocols;
  private boolean serverlessOnly;
  private String apiVersion;
  private @Nullable Function<Q, String> requestVersion;
  private @Nullable Protocol preferredProtocol;

  private volatile @Nullable OperationFacts<Q, R> facts;

  /**
   * Creates an operation in the version for classic indexes, or in its first version if newer.
   *
   * @param name the name that users see, such as {@code upsert}
   * @param request the class of the request
   * @param response the class of the response
   * @param plane the part of the service, which determines the kind of route
   * @param effect the effect on the state of the service
   * @param since the first published API version with the operation, such as {@code 2025-10}
   * @param protocols the protocols over which the service offers the operation
   */
  public Operation(
      String name,
      Class<Q> request,
      Class<R> response,
      Plane plane,
      Effect effect,
      String since,
      Set<Protocol> protocols) {
    this(name, request, response, plane, effect, since, protocols, any -> null);
  }

  /**
   * Creates an operation of an area.
   *
   * @param area returns the facts of an operation by its name; null if it has none of its own
   */
  public Operation(
      String name,
      Class<Q> request,
      Class<R> response,
      Plane plane,
      Effect effect,
      String since,
      Set<Protocol> protocols,
      Function<String, @Nullable OperationFacts<?, ?>> area) {
    this.name = name;
    this.request = request;
    this.response = response;
    this.plane = plane;
    this.effect = effect;
    this.since = since;
    this.protocols = Set.copyOf(protocols);
    this.area = area;
    this.apiVersion = since.compareTo(CLASSIC_VERSION) > 0 ? since : CLASSIC_VERSION;
  }

  /** Returns the class of a list, which lists of all types share. */
  @SuppressWarnings("unchecked") // a class has no type of items
  public static <T> Class<ListResponse<T>> list() {
    return (Class<ListResponse<T>>) (Class<?>) ListResponse.class;
  }

  /** Marks this operation as not supported by pod-based indexes. */
  Operation<Q, R> onServerlessOnly() {
    serverlessOnly = true;
    return this;
  }

  /** Limits this operation to REST. */
  Operation<Q, R> overRest() {
    protocols = REST_ONLY;
    return this;
  }

  /** Makes calls request another API version. */
  Operation<Q, R> inVersion(String version) {
    apiVersion = version;
    return this;
  }

  /** Makes calls request an API version that depends on the request. */
  Operation<Q, R> inVersionOf(Function<Q, String> version) {
    requestVersion = version;
    return this;
  }

  /** Makes calls use one protocol if the client has both. */
  Operation<Q, R> preferring(Protocol protocol) {
    preferredProtocol = protocol;
    return this;
  }

  /** Returns the name that users see, such as {@code upsert}; no two operations share it. */
  public String name() {
    return name;
  }

  /** Returns the class of the request. */
  public Class<Q> request() {
    return request;
  }

  /** Returns the class of the response. */
  public Class<R> response() {
    return response;
  }

  /** Returns the part of the service, which determines the kind of route. */
  public Plane plane() {
    return plane;
  }

  /** Returns the effect on the state of the service. */
  public Effect effect() {
    return effect;
  }

  /** Returns whether two executions leave the same state as one. */
  public boolean idempotent() {
    return effect != Effect.NOT_IDEMPOTENT;
  }

  /** Returns whether the operation changes nothing. */
  public boolean readOnly() {
    return effect == Effect.READ_ONLY;
  }

  /** Returns the first published API version with the operation, such as {@code 2025-10}. */
  public String since() {
    return since;
  }

  /** Returns the protocols over which the service offers the operation. */
  public Set<Protocol> protocols() {
    return protocols;
  }

  /** Returns whether pod-based indexes do not support the operation. */
  public boolean serverlessOnly() {
    return serverlessOnly;
  }

  /**
   * Returns the protocol of the call if the client has both; empty to follow the client's order.
   */
  public Optional<Protocol> preferredProtocol() {
    return Optional.ofNullable(preferredProtocol);
  }

  /**
   * Returns the API version that a call requests, of an operation with the same version for all
   * requests, as all operations over gRPC have.
   *
   * @param selected the version that the client selected for all calls; null if it selected none
   */
  public String apiVersion(@Nullable String selected) {
    return selected == null ? apiVersion : selected;
  }

  /**
   * Returns the API version that a call requests.
   *
   * @param selected the version that the client selected for all calls; null if it selected none
   */
  public String apiVersion(@Nullable String selected, Q asked) {
    return selected == null && requestVersion != null
        ? requestVersion.apply(asked)
        : apiVersion(selected);
  }

  /** Returns the members of requests that some versions of the API lack. */
  public List<VersionedMember<Q>> versionedMembers() {
    return facts().members();
  }

  /**
   * Returns the name of the index that a request of the control plane concerns, if it names one.
   */
  public Optional<String> index(Q asked) {
    return facts().index(asked);
  }

  /** Returns the number of elements of a request; empty if it has no list of them. */
  public OptionalInt batchSize(Q asked) {
    return facts().batchSize(asked);
  }

  /** Returns the number of elements of a response; empty if it has no list of them. */
  public OptionalInt rows(R answer) {
    return facts().rows(answer);
  }

  /** Returns whether responses name their subject, so that {@link #mismatch} can check it. */
  public boolean namesSubject() {
    return facts().namesSubject();
  }

  /**
   * Returns a description of a response that has another subject than the request, such as another
   * index; null if it matches, or names no subject. The text may contain names from the response.
   *
   * <p>Such a response belongs to another call, so the connection is out of sync: a transport whose
   * connections carry one call at a time must close the connection.
   */
  public @Nullable String mismatch(Q asked, R answer) {
    return facts().mismatch(asked, answer);
  }

  private OperationFacts<Q, R> facts() {
    OperationFacts<Q, R> known = facts;
    if (known == null) {
      @SuppressWarnings("unchecked") // a row of an area has the types of its operation
      OperationFacts<Q, R> row = (OperationFacts<Q, R>) area.apply(name);
      known = row == null ? new OperationFacts<>() : row;
      facts = known;
    }
    return known;
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
