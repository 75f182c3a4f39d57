package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.FetchConsumer;
import io.pinelink.error.FailedCall;
import io.pinelink.internal.bulk.BatchResult;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.LimitKey;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.SingleThreadExecutors;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Vector;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The target of a bulk fetch: reads ids of a namespace and delivers the vectors found.
 *
 * <p>Over REST the ids are in the URL of a call without a body. A batch then fits into one URL, so
 * that it is a single request, which is throttled or fails as a whole.
 *
 * @param inUrl whether the ids are, or may be, in the URL
 */
record FetchTarget(Caller caller, FetchConsumer consumer, Executor receivesOn, boolean inUrl)
    implements BulkTarget<String> {
  /** The maximum length of a URL that intermediaries must support (RFC 9110, section 4.1). */
  private static final int MAX_URL = 8_000;

  /**
   * Creates the target of one bulk fetch.
   *
   * @throws IllegalStateException if no transport supports a fetch
   */
  static FetchTarget of(Caller caller, FetchConsumer consumer) {
    caller.require(DataOperations.FETCH);
    boolean hasBody = caller.bodyBytes(DataOperations.FETCH, FetchRequest.ids("id")).orElse(0) > 0;
    return new FetchTarget(
        caller, consumer, SingleThreadExecutors.named("pinelink-fetch-consumer"), !hasBody);
  }

  @Override
  public FailedCall failedCall() {
    return new FailedCall(DataOperations.FETCH.name(), caller.route(), 1);
  }

  /** Returns a key for all namespaces, since the service limits their fetches together. */
  @Override
  public LimitKey scope() {
    return new LimitKey(caller.route().authority(), DataOperations.FETCH.name(), "");
  }

  @Override
  public String description() {
    return WriteTarget.description(DataOperations.FETCH, caller);
  }

  @Override
  public int maxItems() {
    return Check.MAX_BATCH;
  }

  @Override
  public long maxBytes() {
    return inUrl ? MAX_URL : RequestSizeEstimate.MAX_BYTES;
  }

  @Override
  public String id(String id) {
    return id;
  }

  @Override
  public String checked(String id) {
    return Check.id("id", id);
  }

  @Override
  public long bytes(List<String> ids) {
    if (inUrl) {
      return RequestSizeEstimate.url(caller.namespace(), ids);
    }
    return caller
        .bodyBytes(DataOperations.FETCH, new FetchRequest(ids))
        .orElse(RequestSizeEstimate.MAX_BYTES);
  }

  @Override
  public boolean isRepeatable() {
    return DataOperations.FETCH.idempotent();
  }

  @Override
  public boolean isReading() {
    return true;
  }

  @Override
  public CompletableFuture<BatchResult<String>> call(List<String> ids) {
    return Futures.map(
        caller.call(DataOperations.FETCH, new FetchRequest(ids)),
        response -> BatchResult.read(response.info(), held(response), id -> receive(response, id)));
  }

  private static long held(FetchResponse response) {
    return response.vectors().values().stream().mapToLong(RequestSizeEstimate::held).sum();
  }

  private void receive(FetchResponse response, String id) {
    Vector vector = response.vectors().get(id);
    if (vector == null) {
      consumer.missing(id);
    } else {
      consumer.found(vector);
    }
  }

  /** Returns a completed future: a fetch writes nothing to wait for. */
  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return CompletableFuture.completedFuture(null);
  }
}
