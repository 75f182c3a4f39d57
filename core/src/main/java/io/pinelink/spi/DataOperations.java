package io.pinelink.spi;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.spi.request.ByName;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations at an index's host: vectors, records and namespaces. */
public final class DataOperations {
  static final OperationArea AREA =
      new OperationArea(Plane.DATA, Operation.BOTH, DataOperations::facts);

  /** Writes vectors, replacing those with the same id. */
  public static final Operation<UpsertRequest, UpsertResponse> UPSERT =
      AREA.idempotent("2024-07", "upsert", UpsertRequest.class, UpsertResponse.class);

  /** Finds the nearest vectors. */
  public static final Operation<QueryRequest, QueryResponse> QUERY =
      AREA.read("2024-07", "query", QueryRequest.class, QueryResponse.class);

  /** Changes one vector, or the metadata of all vectors that match a filter. */
  public static final Operation<UpdateRequest, UpdateResponse> UPDATE =
      AREA.idempotent("2024-07", "update", UpdateRequest.class, UpdateResponse.class);

  /** Removes vectors. */
  public static final Operation<DeleteRequest, DeleteResponse> DELETE =
      AREA.idempotent("2024-07", "delete", DeleteRequest.class, DeleteResponse.class);

  /** Reads vectors by id. */
  public static final Operation<FetchRequest, FetchResponse> FETCH =
      AREA.read("2024-07", "fetch", FetchRequest.class, FetchResponse.class);

  /** Lists ids, a page at a time. */
  public static final Operation<ListIdsRequest, ListIdsResponse> LIST_IDS =
      AREA.read("2024-07", "listIds", ListIdsRequest.class, ListIdsResponse.class)
          .onServerlessOnly();

  /** Counts vectors. */
  public static final Operation<StatsRequest, IndexStats> DESCRIBE_INDEX_STATS =
      AREA.read("2024-07", "describeIndexStats", StatsRequest.class, IndexStats.class);

  /** Reads the vectors that match a filter, a page at a time. */
  public static final Operation<FetchByMetadataRequest, FetchByMetadataResponse> FETCH_BY_METADATA =
      AREA.read(
          "2025-10",
          "fetchByMetadata",
          FetchByMetadataRequest.class,
          FetchByMetadataResponse.class);

  /** Creates a namespace. Not idempotent: a second attempt finds the name taken. */
  public static final Operation<CreateNamespaceRequest, NamespaceDescription> CREATE_NAMESPACE =
      AREA.once(
              "2025-10",
              "createNamespace",
              CreateNamespaceRequest.class,
              NamespaceDescription.class)
          .onServerlessOnly();

  /** Describes a namespace. */
  public static final Operation<ByName, NamespaceDescription> DESCRIBE_NAMESPACE =
      AREA.read("2025-04", "describeNamespace", ByName.class, NamespaceDescription.class)
          .onServerlessOnly();

  /** Lists namespaces, a page at a time. */
  public static final Operation<ListNamespacesRequest, ListNamespacesResponse> LIST_NAMESPACES =
      AREA.read(
              "2025-04",
              "listNamespaces",
              ListNamespacesRequest.class,
              ListNamespacesResponse.class)
          .onServerlessOnly();

  /** Deletes a namespace. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ByName, EmptyResponse> DELETE_NAMESPACE =
      AREA.once("2025-04", "deleteNamespace", ByName.class, EmptyResponse.class).onServerlessOnly();

  /** Writes records, which the index embeds. */
  public static final Operation<UpsertRecordsRequest, EmptyResponse> UPSERT_RECORDS =
      AREA.idempotent("2025-01", "upsertRecords", UpsertRecordsRequest.class, EmptyResponse.class)
          .overRest();

  /** Finds the nearest records, and optionally reranks them. */
  public static final Operation<SearchRecordsRequest, SearchRecordsResponse> SEARCH_RECORDS =
      AREA.read("2025-01", "searchRecords", SearchRecordsRequest.class, SearchRecordsResponse.class)
          .overRest();

  private DataOperations() {}

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return switch (operation) {
      case "upsert" -> OperationFacts.of(UPSERT).batchSize(request -> request.vectors().size());
      case "query" ->
          OperationFacts.of(QUERY)
              .rows(response -> response.matches().size())
              .since("2025-10", "scanFactor", query -> query.scanFactor().isPresent())
              .since("2025-10", "maxCandidates", query -> query.maxCandidates().isPresent());
      case "update" ->
          OperationFacts.of(UPDATE)
              .since("2025-10", "filter", update -> update.filter().isPresent())
              .since("2025-10", "dryRun", UpdateRequest::isDryRun);
      case "delete" -> OperationFacts.of(DELETE).batchSize(request -> request.ids().size());
      case "fetch" ->
          OperationFacts.of(FETCH)
              .subject(DataOperations::fetched)
              .batchSize(request -> request.ids().size())
              .rows(response -> response.vectors().size());
      case "listIds" -> OperationFacts.of(LIST_IDS).subject(DataOperations::listed);
      case "createNamespace" ->
          OperationFacts.of(CREATE_NAMESPACE)
              .name("namespace", CreateNamespaceRequest::name, NamespaceDescription::name);
      case "describeNamespace" ->
          OperationFacts.of(DESCRIBE_NAMESPACE)
              .name("namespace", ByName::name, NamespaceDescription::name);
      case "listNamespaces" ->
          OperationFacts.of(LIST_NAMESPACES)
              .since("2025-10", "prefix", list -> list.prefix().isPresent());
      case "upsertRecords" ->
          OperationFacts.of(UPSERT_RECORDS).batchSize(request -> request.records().size());
      case "searchRecords" ->
          OperationFacts.of(SEARCH_RECORDS)
              .subject(DataOperations::found)
              .rows(response -> response.hits().size())
              .since("2025-10", "matchTerms", search -> search.matchTerms().isPresent());
      default -> null;
    };
  }

  /** Checks that the vectors of a fetch were requested, and that each is under its own id. */
  private static @Nullable String fetched(FetchRequest request, FetchResponse response) {
    Set<String> asked = new HashSet<>(request.ids());
    for (Map.Entry<String, Vector> entry : response.vectors().entrySet()) {
      String id = entry.getKey();
      if (!asked.contains(id)) {
        return "the answer has vector " + OperationFacts.quote(id) + ", which was not asked for";
      }
      if (!entry.getValue().id().equals(id)) {
        return "the answer has vector %s under id %s"
            .formatted(OperationFacts.quote(entry.getValue().id()), OperationFacts.quote(id));
      }
    }
    return null;
  }

  /** Checks that listed ids begin with the requested prefix. */
  private static @Nullable String listed(ListIdsRequest request, ListIdsResponse response) {
    return OperationFacts.withoutPrefix(response.items(), request.prefix().orElse(""));
  }

  private static @Nullable String found(
      SearchRecordsRequest request, SearchRecordsResponse response) {
    return OperationFacts.tooMany("hits", response.hits().size(), request.topK());
  }
}
