package io.pinelink.model;

import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a response came about. A value: two are equal when all of it is.
 *
 * <p>Each call makes one, so what the service may leave out is kept as it is, and wrapped only when
 * it is asked for.
 *
 * @see <a href="https://docs.pinecone.io/guides/index-data/check-data-freshness">Check data
 *     freshness, API version 2026-04</a>
 */
public final class ResponseInfo {
  private final @Nullable String requestId;
  private final String namespace;
  private final @Nullable Long writeLsn;
  private final @Nullable Long readLsn;
  private final @Nullable Duration serverDuration;
  private final Route route;
  private final Protocol protocol;
  private final int attempts;

  private ResponseInfo(
      @Nullable String requestId,
      String namespace,
      @Nullable Long writeLsn,
      @Nullable Long readLsn,
      @Nullable Duration serverDuration,
      Route route,
      Protocol protocol,
      int attempts) {
    this.requestId = requestId;
    this.namespace = ConsistencyToken.oneName(namespace);
    this.writeLsn = writeLsn;
    this.readLsn = readLsn;
    this.serverDuration = serverDuration;
    this.route = route;
    this.protocol = protocol;
    this.attempts = attempts;
  }

  /**
   * Describes a response. For transports, and for tests that answer in their place.
   *
   * @param requestId the service's name for the call; null if it gave none
   * @param namespace the namespace that the call was about, by either name of the default one;
   *     empty for calls about no namespace
   * @param writeLsn the number of this write; null on reads and where the service gave none
   * @param readLsn the number up to which this read saw writes; null on writes and where the
   *     service gave none
   * @param serverDuration how long the service worked on the call; null if it gave none
   * @param route the way the call took
   * @param protocol the protocol that carried it
   * @param attempts how often it was tried, at least 1
   */
  public static ResponseInfo of(
      @Nullable String requestId,
      String namespace,
      @Nullable Long writeLsn,
      @Nullable Long readLsn,
      @Nullable Duration serverDuration,
      Route route,
      Protocol protocol,
      int attempts) {
    return new ResponseInfo(
        requestId, namespace, writeLsn, readLsn, serverDuration, route, protocol, attempts);
  }

  /** Describes a response for which the service gave no duration. */
  public static ResponseInfo of(
      @Nullable String requestId,
      String namespace,
      @Nullable Long writeLsn,
      @Nullable Long readLsn,
      Route route,
      Protocol protocol,
      int attempts) {
    return of(requestId, namespace, writeLsn, readLsn, null, route, protocol, attempts);
  }

  /** The service's name for the call, to quote to its support; empty if it gave none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /**
   * The namespace that the call was about; empty for the default one and for calls about no
   * namespace.
   */
  public String namespace() {
    return namespace;
  }

  /**
   * The log sequence number of this write; empty on reads and where the service gave none. A write
   * is visible once a read of the same namespace reports at least this number.
   */
  public OptionalLong writeLsn() {
    return optional(writeLsn);
  }

  /**
   * The log sequence number up to which this read saw writes; empty on writes and where the service
   * gave none.
   */
  public OptionalLong readLsn() {
    return optional(readLsn);
  }

  /**
   * How long the service worked on the call by its own account, in whole milliseconds; of a fetch
   * that went out as several requests the sum of all of them; empty if the service gave none.
   */
  public Optional<Duration> serverDuration() {
    return Optional.ofNullable(serverDuration);
  }

  /** The way the call took. */
  public Route route() {
    return route;
  }

  /** The protocol that carried it. */
  public Protocol protocol() {
    return protocol;
  }

  /** How often it was tried, at least 1. */
  public int attempts() {
    return attempts;
  }

  /**
   * What a read must report to have seen this write, for {@link QueryRequest.Builder#after} and
   * {@code Index.awaitVisible}; empty on reads and where the service gave no number.
   */
  public Optional<ConsistencyToken> consistencyToken() {
    return Optional.ofNullable(writeLsn).map(lsn -> new ConsistencyToken(namespace, lsn));
  }

  private static OptionalLong optional(@Nullable Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResponseInfo that
        && Objects.equals(that.requestId, requestId)
        && that.namespace.equals(namespace)
        && Objects.equals(that.writeLsn, writeLsn)
        && Objects.equals(that.readLsn, readLsn)
        && Objects.equals(that.serverDuration, serverDuration)
        && that.route.equals(route)
        && that.protocol == protocol
        && that.attempts == attempts;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        requestId, namespace, writeLsn, readLsn, serverDuration, route, protocol, attempts);
  }

  /** All of it; null stands for what the service did not say. */
  @Override
  public String toString() {
    return "ResponseInfo[requestId="
        + requestId
        + ", namespace="
        + namespace
        + ", writeLsn="
        + writeLsn
        + ", readLsn="
        + readLsn
        + ", serverDuration="
        + serverDuration
        + ", route="
        + route
        + ", protocol="
        + protocol
        + ", attempts="
        + attempts
        + "]";
  }
}
