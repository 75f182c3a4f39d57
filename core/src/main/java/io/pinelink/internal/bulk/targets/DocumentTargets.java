package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.SingleThreadExecutors;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.VisibilityConditions;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.spi.DocumentOperations;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The targets of bulk operations on documents. Each factory method throws an {@link
 * IllegalStateException} if no transport supports its operation.
 */
final class DocumentTargets {
  private DocumentTargets() {}

  /**
   * Creates a target for the changes of a kind.
   *
   * @throws IllegalArgumentException if an index of documents has no such changes
   */
  static BulkTarget<?> changes(Caller caller, BulkChange.Kind kind) {
    return switch (kind) {
      case UPSERT_DOCUMENT -> upserts(caller);
      case UPDATE_DOCUMENT -> updates(caller);
      case DELETE -> deletes(caller);
      case UPSERT_VECTOR, UPSERT_RECORD, UPDATE_VECTOR ->
          throw new IllegalArgumentException(
              "change is " + kind + ", expected one of a document: get the writer from Index");
    };
  }

  /** Creates a target that upserts. */
  static BulkTarget<Document> upserts(Caller caller) {
    return new WriteTarget<>(
        caller,
        DocumentOperations.UPSERT_DOCUMENTS,
        Check.MAX_BATCH,
        Document::id,
        document -> UpsertDocumentsRequest.of(document).documents().get(0),
        RequestSizeEstimate::max,
        UpsertDocumentsRequest::of,
        UpsertResponse::upsertedCount,
        VisibilityConditions::awaitDocuments);
  }

  /** Creates a target that updates by id, many per call. */
  static BulkTarget<DocumentUpdate> updates(Caller caller) {
    return new WriteTarget<>(
        caller,
        DocumentOperations.UPDATE_DOCUMENTS,
        Check.MAX_BATCH,
        DocumentUpdate::id,
        UnaryOperator.identity(), // checked when it was created
        RequestSizeEstimate::max,
        UpdateDocumentsRequest::of,
        response -> 0,
        VisibilityConditions::awaitDocuments);
  }

  /** Creates a target that deletes by id. */
  static BulkTarget<String> deletes(Caller caller) {
    return new WriteTarget<>(
        caller,
        DocumentOperations.DELETE_DOCUMENTS,
        Check.MAX_BATCH,
        Function.identity(),
        id -> Check.id("id", id),
        RequestSizeEstimate::max,
        DeleteRequest::byIds,
        response -> 0,
        VisibilityConditions::awaitDocuments);
  }

  /** Creates a target that fetches by id. The ids are in the body of a request. */
  static BulkTarget<String> fetches(Caller caller, FetchConsumer<Document> consumer) {
    caller.require(DocumentOperations.FETCH_DOCUMENTS);
    return new FetchTarget<>(
        caller,
        DocumentOperations.FETCH_DOCUMENTS,
        RequestSizeEstimate.MAX_BYTES,
        ids -> fetchBytes(caller, ids),
        FetchDocumentsRequest::byIds,
        DocumentTargets::fetched,
        consumer,
        SingleThreadExecutors.named("pinelink-fetch-consumer"));
  }

  private static long fetchBytes(Caller caller, List<String> ids) {
    return caller
        .bodyBytes(DocumentOperations.FETCH_DOCUMENTS, FetchDocumentsRequest.byIds(ids))
        .orElseGet(
            () ->
                RequestSizeEstimate.maxOverhead(caller.namespace())
                    + ids.stream().mapToLong(RequestSizeEstimate::max).sum());
  }

  private static Fetched<Document> fetched(FetchDocumentsResponse response) {
    return Fetched.of(response.byId(), RequestSizeEstimate::held, response.info());
  }
}
