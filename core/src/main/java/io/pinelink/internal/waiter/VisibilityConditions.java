package io.pinelink.internal.waiter;

import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The conditions for reads that must reflect a write. The reads are repeated until the service
 * reports the write's log sequence number.
 *
 * <p>The service documents the numbers for REST and serverless indexes. It is uncertain whether
 * gRPC has them and whether sparse indexes lack them. A read without a number ends the wait, since
 * later ones would have none either.
 */
public final class VisibilityConditions {
  private static final String PROBE_ID = "pinelink-visibility-probe";
  private static final FetchRequest PROBE = FetchRequest.byIds(PROBE_ID);
  private static final FetchDocumentsRequest DOCUMENT_PROBE = FetchDocumentsRequest.byIds(PROBE_ID);

  private VisibilityConditions() {}

  /** Returns the condition for the response of a query that reflects the write. */
  public static WaiterCondition<QueryResponse> query(QueryRequest request, ConsistencyToken write) {
    return reading(DataOperations.QUERY.name(), DataOperations.QUERY, request, write);
  }

  /** Waits until reads of the write's namespace reflect the write. */
  public static CompletableFuture<@Nullable Void> await(
      Caller caller, ConsistencyToken write, Duration timeout) {
    return await(caller, DataOperations.FETCH, PROBE, write, timeout);
  }

  /** Waits until reads of documents in the write's namespace reflect the write. */
  public static CompletableFuture<@Nullable Void> awaitDocuments(
      Caller caller, ConsistencyToken write, Duration timeout) {
    return await(caller, DocumentOperations.FETCH_DOCUMENTS, DOCUMENT_PROBE, write, timeout);
  }

  /** Reads an id that is unlikely to exist. */
  private static <Q, R extends Response> CompletableFuture<@Nullable Void> await(
      Caller caller, Operation<Q, R> read, Q probe, ConsistencyToken write, Duration timeout) {
    return Futures.map(
        Waiter.until(
            caller.inNamespace(write.namespace()),
            timeout,
            reading("awaitVisible", read, probe, write)),
        seen -> null);
  }

  private static <Q, R extends Response> WaiterCondition<R> reading(
      String operation, Operation<Q, R> read, Q request, ConsistencyToken write) {
    return new WaiterCondition<>(
        operation,
        caller -> caller.call(read, request),
        found -> hasSeen(found.info(), write),
        found -> whyNever(found.info()));
  }

  private static boolean hasSeen(ResponseInfo read, ConsistencyToken write) {
    OptionalLong seen = read.readLsn();
    return seen.isPresent() && seen.getAsLong() >= write.lsn();
  }

  private static Optional<String> whyNever(ResponseInfo read) {
    return read.readLsn().isEmpty()
        ? Optional.of("the service does not report which writes its reads of this index have seen")
        : Optional.empty();
  }
}
