package io.pinelink.model;

import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a response came about.
 *
 * @param requestId the service's name for the call, to quote to its support; null if it gave none
 * @param namespace the namespace that the call was about; empty for the default one and for calls
 *     about no namespace
 * @param writeLsn the log sequence number of this write; null on reads and where the service gave
 *     none. A write is visible once a read of the same namespace reports at least this number.
 * @param readLsn the log sequence number up to which this read saw writes; null on writes and where
 *     the service gave none
 * @param serverDuration how long the service worked on the call by its own account, in whole
 *     milliseconds; of a fetch that went out as several requests the sum of all of them; null if
 *     the service gave none
 * @param route the way the call took
 * @param protocol the protocol that carried it
 * @param attempts how often it was tried, at least 1
 * @see <a href="https://docs.pinecone.io/guides/index-data/check-data-freshness">Check data
 *     freshness, API version 2026-04</a>
 */
public record ResponseInfo(
    @Nullable String requestId,
    String namespace,
    @Nullable Long writeLsn,
    @Nullable Long readLsn,
    @Nullable Duration serverDuration,
    Route route,
    Protocol protocol,
    int attempts) {
  /** Names the default namespace as empty, whichever of its two names it was given by. */
  public ResponseInfo {
    namespace = ConsistencyToken.oneName(namespace);
  }

  /** Describes a response for which the service gave no duration. */
  public ResponseInfo(
      @Nullable String requestId,
      String namespace,
      @Nullable Long writeLsn,
      @Nullable Long readLsn,
      Route route,
      Protocol protocol,
      int attempts) {
    this(requestId, namespace, writeLsn, readLsn, null, route, protocol, attempts);
  }

  /**
   * What a read must report to have seen this write, for {@link QueryRequest.Builder#after} and
   * {@code Index.awaitVisible}; empty on reads and where the service gave no number.
   */
  public Optional<ConsistencyToken> consistencyToken() {
    return Optional.ofNullable(writeLsn).map(lsn -> new ConsistencyToken(namespace, lsn));
  }
}
