package io.pinelink.model;

import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a response: request id, route, protocol, attempts and log sequence numbers. Two
 * objects are equal if all of these are.
 *
 * <p>Each call creates one, so optional values are stored as they are and wrapped only on access.
 *
 * @see <a href="https://docs.pinecone.io/guides/index-data/check-data-freshness">Check data
 *     freshness, API version 2026-04</a>
 */
public sealed class ResponseInfo
    permits io.pinelink.internal.response.VectorResponses.ReceivedInfo {
  private final @Nullable String requestId;
  private final String namespace;
  private final @Nullable Long writeLsn;
  private final @Nullable Long readLsn;
  private final @Nullable Duration serverDuration;
  private final Route route;
  private final Protocol protocol;
  private final int attempts;

  /** For what transports report. */
  protected ResponseInfo(
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
   * Returns the service's id of the call, for requests to its support; empty if it did not report
   * one.
   */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /**
   * Returns the namespace of the call; empty for the default one and for calls that concern no
   * namespace.
   */
  public String namespace() {
    return namespace;
  }

  /**
   * Returns the log sequence number of this write; empty on reads and if the service did not report
   * it. A write is visible once a read of the same namespace reports at least this number.
   */
  public OptionalLong writeLsn() {
    return optional(writeLsn);
  }

  /**
   * Returns the log sequence number up to which this read saw writes; empty on writes and if the
   * service did not report it.
   */
  public OptionalLong readLsn() {
    return optional(readLsn);
  }

  /**
   * Returns the processing time that the service reported, in whole milliseconds; empty if it
   * reported none. For a fetch that was sent in several requests, it is the sum of all of them.
   */
  public Optional<Duration> serverDuration() {
    return Optional.ofNullable(serverDuration);
  }

  /** Returns the route of the call. */
  public Route route() {
    return route;
  }

  /** Returns the protocol of the call. */
  public Protocol protocol() {
    return protocol;
  }

  /** Returns the number of attempts, at least 1. */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns the token to wait for this write, for {@link QueryRequest.Builder#after} and {@code
   * Index.awaitVisible}; empty on reads and if the service gave no number.
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

  /** Returns all values; null stands for a value that the service did not report. */
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
