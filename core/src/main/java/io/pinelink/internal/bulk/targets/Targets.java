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
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.VisibilityConditions;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The targets of bulk operations. Each factory method throws an {@link IllegalStateException} if no
 * transport supports its operation.
 */
final class Targets {
  /**
   * The maximum number of records per call in the service's guides; see {@link
   * UpsertRecordsRequest}.
   */
  private static final int MAX_RECORDS = 96;

  /** The maximum length of a URL that intermediaries must support (RFC 9110, section 4.1). */
  private static final int MAX_URL = 8_000;

  private Targets() {}

  /**
   * Creates a target for the changes of a kind to an index of vectors or records.
   *
   * @throws IllegalArgumentException if such an index has no such changes
   */
  static BulkTarget<?> changes(Caller caller, BulkChange.Kind kind) {
    return switch (kind) {
      case UPSERT_VECTOR -> vectors(caller);
      case UPSERT_RECORD -> records(caller);
      case UPDATE_VECTOR -> updates(caller);
      case DELETE -> deletes(caller);
      case UPSERT_DOCUMENT, UPDATE_DOCUMENT ->
          throw refused(kind, "a vector or record", "DocumentIndex");
    };
  }

  /**
   * Creates a target for the changes of a kind to an index of documents.
   *
   * @throws IllegalArgumentException if such an index has no such changes
   */
  static BulkTarget<?> documentChanges(Caller caller, BulkChange.Kind kind) {
    return switch (kind) {
      case UPSERT_DOCUMENT -> documents(caller);
      case UPDATE_DOCUMENT -> documentUpdates(caller);
      case DELETE -> documentDeletes(caller);
      case UPSERT_VECTOR, UPSERT_RECORD, UPDATE_VECTOR ->
          throw refused(kind, "a document", "Index");
    };
  }

  private static IllegalArgumentException refused(
      BulkChange.Kind kind, String expected, String facade) {
    return new IllegalArgumentException(
        "change is " + kind + ", expected one of " + expected + ": get the writer from " + facade);
  }

  static BulkTarget<Vector> vectors(Caller caller) {
    return new WriteTarget<>(
        caller,
        DataOperations.UPSERT,
        Check.MAX_BATCH,
        Vector::id,
        vector -> UpsertRequest.of(vector).vectors().get(0),
        UpsertRequest::of,
        UpsertResponse::upsertedCount,
        VisibilityConditions::await);
  }

  static BulkTarget<TextRecord> records(Caller caller) {
    return new WriteTarget<>(
        caller,
        DataOperations.UPSERT_RECORDS,
        MAX_RECORDS,
        TextRecord::id,
        UnaryOperator.identity(),
        UpsertRecordsRequest::of,
        response -> 0,
        VisibilityConditions::await);
  }

  static BulkTarget<Document> documents(Caller caller) {
    return new WriteTarget<>(
        caller,
        DocumentOperations.UPSERT_DOCUMENTS,
        Check.MAX_BATCH,
        Document::id,
        document -> UpsertDocumentsRequest.of(document).documents().get(0),
        UpsertDocumentsRequest::of,
        UpsertResponse::upsertedCount,
        VisibilityConditions::awaitDocuments);
  }

  /** Creates a target that updates by id, one per call. */
  static BulkTarget<UpdateRequest> updates(Caller caller) {
    return new WriteTarget<>(
        caller,
        DataOperations.UPDATE,
        1,
        update -> update.id().orElse(""),
        Targets::byId,
        updates -> updates.get(0),
        response -> 0,
        VisibilityConditions::await);
  }

  private static UpdateRequest byId(UpdateRequest update) {
    if (update.id().isEmpty()) {
      throw new IllegalArgumentException(
          "update is " + update + ", expected one by id: one by filter may have to be repeated");
    }
    return update;
  }

  /** Creates a target that updates by id, many per call. */
  static BulkTarget<DocumentUpdate> documentUpdates(Caller caller) {
    return new WriteTarget<>(
        caller,
        DocumentOperations.UPDATE_DOCUMENTS,
        Check.MAX_BATCH,
        DocumentUpdate::id,
        UnaryOperator.identity(), // checked when it was created
        UpdateDocumentsRequest::of,
        response -> 0,
        VisibilityConditions::awaitDocuments);
  }

  static BulkTarget<String> deletes(Caller caller) {
    return deletes(caller, DataOperations.DELETE, VisibilityConditions::await);
  }

  static BulkTarget<String> documentDeletes(Caller caller) {
    return deletes(
        caller, DocumentOperations.DELETE_DOCUMENTS, VisibilityConditions::awaitDocuments);
  }

  private static BulkTarget<String> deletes(
      Caller caller,
      Operation<DeleteRequest, DeleteResponse> operation,
      WriteTarget.Visibility visibility) {
    return new WriteTarget<>(
        caller,
        operation,
        Check.MAX_BATCH,
        Function.identity(),
        id -> Check.id("id", id),
        DeleteRequest::byIds,
        response -> 0,
        visibility);
  }

  /**
   * Creates a target that fetches by id.
   *
   * <p>Over REST the ids are in the URL of a call without a body. A batch then fits into one URL,
   * so that it is a single request, which is throttled or fails as a whole. Without a body, or with
   * one that the transport cannot compute, the ids count as being in the URL.
   */
  static BulkTarget<String> fetches(Caller caller, FetchConsumer<Vector> consumer) {
    caller.require(DataOperations.FETCH);
    boolean hasBody =
        caller.bodyBytes(DataOperations.FETCH, FetchRequest.byIds("id")).orElse(0) > 0;
    return new FetchTarget<>(
        caller,
        DataOperations.FETCH,
        hasBody ? RequestSizeEstimate.MAX_BYTES : MAX_URL,
        ids ->
            hasBody
                ? caller
                    .bodyBytes(DataOperations.FETCH, FetchRequest.byIds(ids))
                    .orElse(RequestSizeEstimate.MAX_BYTES)
                : RequestSizeEstimate.url(caller.namespace(), ids),
        FetchRequest::byIds,
        FetchResponse::vectors,
        RequestSizeEstimate::held,
        consumer,
        DaemonThreadExecutor.single("pinelink-fetch-consumer"));
  }

  /** Creates a target that fetches by id. The ids are in the body of a request. */
  static BulkTarget<String> documentFetches(Caller caller, FetchConsumer<Document> consumer) {
    caller.require(DocumentOperations.FETCH_DOCUMENTS);
    return new FetchTarget<>(
        caller,
        DocumentOperations.FETCH_DOCUMENTS,
        RequestSizeEstimate.MAX_BYTES,
        ids ->
            caller
                .bodyBytes(DocumentOperations.FETCH_DOCUMENTS, FetchDocumentsRequest.byIds(ids))
                .orElse(0),
        FetchDocumentsRequest::byIds,
        FetchDocumentsResponse::byId,
        RequestSizeEstimate::held,
        consumer,
        DaemonThreadExecutor.single("pinelink-fetch-consumer"));
  }
}
