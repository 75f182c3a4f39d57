package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check of whether an index takes an operation. Document indexes take operations on documents,
 * on namespaces and on statistics, and imports; other indexes take no operations on documents.
 */
final class IndexKindCheck {
  private static final Set<String> OF_DOCUMENTS =
      Stream.of(
              DocumentOperations.UPSERT_DOCUMENTS,
              DocumentOperations.SEARCH_DOCUMENTS,
              DocumentOperations.FETCH_DOCUMENTS,
              DocumentOperations.UPDATE_DOCUMENTS,
              DocumentOperations.DELETE_DOCUMENTS,
              DocumentOperations.LIST_DOCUMENTS)
          .map(Operation::name)
          .collect(Collectors.toUnmodifiableSet());

  /** The operations on vectors and records, with the last segment of the endpoint to use. */
  private static final Map<String, String> REPLACEMENTS =
      Map.of(
          "upsert", "upsert",
          "query", "search",
          "update", "update",
          "delete", "delete",
          "fetch", "fetch",
          "fetchByMetadata", "fetch",
          "listIds", "list",
          "upsertRecords", "upsert",
          "searchRecords", "search");

  private IndexKindCheck() {}

  /** Refuses an operation on documents under a version before 2026-07, or under none. */
  static void checkVersion(ServerCall call, String operation) {
    if (OF_DOCUMENTS.contains(operation) && !call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)) {
      throw RpcException.invalid(
          call.apiVersion()
                  .map(version -> "API version '" + version + "' is too old for documents")
                  .orElse("A call without an API version cannot use documents")
              + ": set X-Pinecone-Api-Version to "
              + ServerCall.DOCUMENTS_VERSION
              + " or later");
    }
  }

  /** Refuses an operation on an index of another kind. */
  static void check(IndexResource index, String operation) {
    boolean isOfDocuments = index.schema().isPresent();
    if (OF_DOCUMENTS.contains(operation) && !isOfDocuments) {
      throw RpcException.invalid(
          index.embed().isPresent()
              ? "Index "
                  + index.name()
                  + " has integrated embedding and no document schema: use the records API, POST"
                  + " /records/namespaces/{namespace}/upsert and search"
              : "Index "
                  + index.name()
                  + " has no document schema: use the vectors API, such as POST /vectors/upsert"
                  + " and POST /query");
    }
    String replacement = REPLACEMENTS.get(operation);
    if (isOfDocuments && replacement != null) {
      throw RpcException.invalid(
          "Index "
              + index.name()
              + " has a document schema and does not support "
              + operation
              + ": use POST /namespaces/{namespace}/documents/"
              + replacement
              + " with X-Pinecone-Api-Version "
              + ServerCall.DOCUMENTS_VERSION
              + " or later");
    }
  }
}
