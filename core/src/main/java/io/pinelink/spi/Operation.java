package io.pinelink.spi;

import io.pinelink.model.Protocol;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the service: its name, request and response, and whether repeating it is safe.
 * {@link Operations#all()} lists all of them.
 *
 * @param <Q> the request
 * @param <R> the response
 * @param name the name that users see, such as {@code upsert}
 * @param request the class of the request
 * @param response the class of the response
 * @param plane the part of the service, which determines the kind of route
 * @param effect the effect on the state of the service
 * @param since the first published API version with the operation, such as {@code 2025-10}
 * @param protocols the protocols over which the service offers the operation
 * @param serverlessOnly whether pod-based indexes do not support it
 * @param apiVersion the API version that a call requests if the client has none of its own
 * @param requestVersion returns that version for a request, where it depends on the request; null
 *     if it is {@code apiVersion} for all requests
 * @param preferredProtocol the protocol of the call if the client has both; null to follow the
 *     client's order
 */
public record Operation<Q, R>(
    String name,
    Class<Q> request,
    Class<R> response,
    Plane plane,
    Effect effect,
    String since,
    Set<Protocol> protocols,
    boolean serverlessOnly,
    String apiVersion,
    @Nullable Function<Q, String> requestVersion,
    @Nullable Protocol preferredProtocol) {
  /** The version of the operations that exist in it, and newest one for vectors and records. */
  static final String CLASSIC_VERSION = "2026-04";

  static final Set<Protocol> BOTH = Set.of(Protocol.GRPC, Protocol.REST);
  static final Set<Protocol> REST_ONLY = Set.of(Protocol.REST);

  /** Copies the protocols. */
  public Operation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(plane, "plane");
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(protocols, "protocols");
    Objects.requireNonNull(apiVersion, "apiVersion");
    protocols = Set.copyOf(protocols);
  }

  /** Creates an operation in the version for classic indexes, or in its first version if newer. */
  Operation(
      String name,
      Class<Q> request,
      Class<R> response,
      Plane plane,
      Effect effect,
      String since,
      Set<Protocol> protocols) {
    this(
        name,
        request,
        response,
        plane,
        effect,
        since,
        protocols,
        false,
        since.compareTo(CLASSIC_VERSION) > 0 ? since : CLASSIC_VERSION,
        null,
        null);
  }

  /** Returns whether two executions leave the same state as one. */
  public boolean idempotent() {
    return effect != Effect.NOT_IDEMPOTENT;
  }

  /** Returns whether the operation changes nothing. */
  public boolean readOnly() {
    return effect == Effect.READ_ONLY;
  }

  /** Returns this operation, marked as not supported by pod-based indexes. */
  Operation<Q, R> onServerlessOnly() {
    return with(true, apiVersion, requestVersion, preferredProtocol);
  }

  /** Returns this operation, requested in another API version. */
  Operation<Q, R> inVersion(String version) {
    return with(serverlessOnly, version, requestVersion, preferredProtocol);
  }

  /** Returns this operation, requested in an API version that depends on the request. */
  Operation<Q, R> inVersionOf(Function<Q, String> version) {
    return with(serverlessOnly, apiVersion, version, preferredProtocol);
  }

  /** Returns this operation, sent over one protocol if the client has both. */
  Operation<Q, R> preferring(Protocol protocol) {
    return with(serverlessOnly, apiVersion, requestVersion, protocol);
  }

  private Operation<Q, R> with(
      boolean onServerlessOnly,
      String version,
      @Nullable Function<Q, String> versionOfRequest,
      @Nullable Protocol preferred) {
    return new Operation<>(
        name,
        request,
        response,
        plane,
        effect,
        since,
        protocols,
        onServerlessOnly,
        version,
        versionOfRequest,
        preferred);
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
    Objects.requireNonNull(asked, "asked");
    return selected == null && requestVersion != null
        ? requestVersion.apply(asked)
        : apiVersion(selected);
  }

  /** Returns whether responses name their subject, so that {@link #mismatch} can check it. */
  public boolean namesSubject() {
    return Subjects.of(this) != null;
  }

  /**
   * Returns a description of a response that has another subject than the request, such as another
   * index; null if it matches, or names no subject. The text may contain names from the response.
   *
   * <p>Such a response belongs to another call, so the connection is out of sync: a transport whose
   * connections carry one call at a time must close the connection.
   */
  public @Nullable String mismatch(Q asked, R answer) {
    Objects.requireNonNull(asked, "asked");
    Objects.requireNonNull(answer, "answer");
    Subject<Q, R> subject = Subjects.of(this);
    return subject == null ? null : subject.mismatch(asked, answer);
  }

  /**
   * Hashes the name, which is unique. The generated method of a record would slow down a program's
   * start.
   */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
