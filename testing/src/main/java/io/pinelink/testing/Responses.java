package io.pinelink.testing;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.IndexStatus;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.MetricsTargets;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridMatch.Placement;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.TypedFetchResponse;
import io.pinelink.documents.TypedMatch;
import io.pinelink.documents.TypedSearchResponse;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.SupportedParameter;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.ImportResponses;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.internal.response.RouteReports;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Fields;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.TlsOptions;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.DialOptions;
import io.pinelink.routing.RouteCount;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Creates responses for tests that replace {@code Index}, {@code RecordIndex}, {@code
 * DocumentIndex}, {@code ControlPlane} or another facade by a mock.
 *
 * <pre>{@code
 * when(index.query(any())).thenReturn(Responses.defaults().query(match(0.9f, vector)));
 * when(index.listIds(any())).thenReturn(Responses.defaults().nextToken("t").listIds("a", "b"));
 * }</pre>
 *
 * <p>Every response that the object creates has its settings. By default, a response is of the
 * default namespace, on its last page, without request id, usage and log sequence numbers.
 * Descriptions that have a builder, such as {@link io.pinelink.control.IndexDescription}, take
 * their origin from {@link #info}. The static methods create parts of responses.
 *
 * <p>Immutable and thread-safe.
 */
public final class Responses {
  private static final Responses DEFAULTS =
      new Responses("", OptionalLong.empty(), OptionalLong.empty(), null, null, null, null);

  private static final Route ROUTE =
      new Route(
          "localhost",
          443,
          Route.Kind.LOCAL,
          false,
          List.of(InetSocketAddress.createUnresolved("localhost", 443)),
          new DialOptions(
              Optional.empty(),
              TlsOptions.systemTrust(),
              Optional.empty(),
              ConnectionLifetime.ofIdle(Duration.ofMinutes(1))),
          Optional.empty(),
          new Route.Decision(
              Optional.empty(),
              Route.Source.EXPLICIT,
              "a test made the response",
              Optional.empty()),
          Optional.of("test"));

  private final String namespace;
  private final OptionalLong readUnits;
  private final OptionalLong egressBytes;
  private final @Nullable String nextToken;
  private final @Nullable String requestId;
  private final @Nullable Long writeLsn;
  private final @Nullable Long readLsn;

  private Responses(
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      @Nullable String nextToken,
      @Nullable String requestId,
      @Nullable Long writeLsn,
      @Nullable Long readLsn) {
    this.namespace = namespace;
    this.readUnits = readUnits;
    this.egressBytes = egressBytes;
    this.nextToken = nextToken;
    this.requestId = requestId;
    this.writeLsn = writeLsn;
    this.readLsn = readLsn;
  }

  /** Returns the default settings. */
  public static Responses defaults() {
    return DEFAULTS;
  }

  /** Returns a copy whose responses come from a namespace. */
  public Responses namespace(String namespace) {
    Objects.requireNonNull(namespace, "namespace is null");
    return new Responses(
        namespace, readUnits, egressBytes, nextToken, requestId, writeLsn, readLsn);
  }

  /** Returns a copy whose responses report read units. */
  public Responses readUnits(long readUnits) {
    return new Responses(
        namespace,
        OptionalLong.of(readUnits),
        egressBytes,
        nextToken,
        requestId,
        writeLsn,
        readLsn);
  }

  /** Returns a copy whose responses report bytes that the service counts as egress. */
  public Responses egressBytes(long egressBytes) {
    return new Responses(
        namespace,
        readUnits,
        OptionalLong.of(egressBytes),
        nextToken,
        requestId,
        writeLsn,
        readLsn);
  }

  /** Returns a copy whose pages have a next one. */
  public Responses nextToken(String nextToken) {
    Objects.requireNonNull(nextToken, "nextToken is null");
    return new Responses(
        namespace, readUnits, egressBytes, nextToken, requestId, writeLsn, readLsn);
  }

  /** Returns a copy whose responses have the service's id of the call. */
  public Responses requestId(String requestId) {
    Objects.requireNonNull(requestId, "requestId is null");
    return new Responses(
        namespace, readUnits, egressBytes, nextToken, requestId, writeLsn, readLsn);
  }

  /** Returns a copy whose responses have the log sequence number of a write. */
  public Responses writeLsn(long writeLsn) {
    return new Responses(
        namespace, readUnits, egressBytes, nextToken, requestId, writeLsn, readLsn);
  }

  /** Returns a copy whose responses have the log sequence number up to which a read saw writes. */
  public Responses readLsn(long readLsn) {
    return new Responses(
        namespace, readUnits, egressBytes, nextToken, requestId, writeLsn, readLsn);
  }

  /** Creates the origin that the responses have. */
  public ResponseInfo info() {
    return VectorResponses.info(requestId, namespace, writeLsn, readLsn, ROUTE, Protocol.REST, 1);
  }

  private Optional<String> token() {
    return Optional.ofNullable(nextToken);
  }

  /** Returns a part after checking that none of its components is null. */
  private static <R extends Record> R complete(R part) {
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      try {
        Objects.requireNonNull(
            component.getAccessor().invoke(part), () -> component.getName() + " is null");
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return part;
  }

  private static <T> List<T> elements(String name, T[] elements) {
    return List.of(Objects.requireNonNull(elements, () -> name + " is null"));
  }

  /** Creates the response to a query. */
  public QueryResponse query(Match... matches) {
    return new VectorResponses.QueryResult(
        elements("matches", matches), namespace, readUnits, egressBytes, Optional.empty(), info());
  }

  /** Creates the response to a fetch by id. */
  public FetchResponse fetch(Vector... vectors) {
    Map<String, Vector> byId = new LinkedHashMap<>();
    elements("vectors", vectors).forEach(vector -> byId.put(vector.id(), vector));
    return new VectorResponses.FetchResult(
        byId, namespace, readUnits, egressBytes, Optional.empty(), info());
  }

  /** Creates a page of vectors that match a filter. */
  public FetchByMetadataResponse fetchByMetadata(Vector... vectors) {
    return new VectorResponses.FetchByMetadataResult(
        elements("vectors", vectors),
        token(),
        namespace,
        readUnits,
        egressBytes,
        Optional.empty(),
        info());
  }

  /** Creates a page of ids, of vectors or documents. */
  public ListIdsResponse listIds(String... ids) {
    return new VectorResponses.ListIdsResult(
        elements("ids", ids), token(), namespace, readUnits, egressBytes, info());
  }

  /** Creates a list, such as of indexes, projects or imports. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <T> ListResponse<T> list(T... items) {
    return new VectorResponses.ListResult<>(elements("items", items), token(), info());
  }

  /** Creates the response to an upsert of vectors or documents. */
  public UpsertResponse upsert(long upsertedCount) {
    return new VectorResponses.UpsertResult(upsertedCount, info());
  }

  /** Creates the response to an update by filter. */
  public UpdateResponse update(long matchedRecords) {
    return new VectorResponses.UpdateResult(OptionalLong.of(matchedRecords), info());
  }

  /** Creates the response to a delete, without a number of documents. */
  public DeleteResponse delete() {
    return new VectorResponses.DeleteResult(OptionalLong.empty(), info());
  }

  /** Creates the response to a delete of documents by filter. */
  public DeleteResponse delete(long matchedRecords) {
    return new VectorResponses.DeleteResult(OptionalLong.of(matchedRecords), info());
  }

  /**
   * Creates the statistics of a dense index with the cosine metric.
   *
   * @param dimension the dimension of the index
   * @param vectors the number of vectors by namespace
   */
  public IndexStats stats(int dimension, Map<String, Long> vectors) {
    Objects.requireNonNull(vectors, "vectors is null");
    return new VectorResponses.StatsResult(
        vectors,
        vectors.values().stream().mapToLong(Long::longValue).sum(),
        OptionalInt.of(dimension),
        0,
        Optional.of(Metric.COSINE),
        Optional.of(VectorType.DENSE),
        Optional.empty(),
        Optional.empty(),
        info());
  }

  /** Creates the description of a namespace without a schema, whose size is not reported. */
  public NamespaceDescription namespaceDescription(String name, long recordCount) {
    return complete(
        new NamespaceResponses.NamespaceResult(
            name, recordCount, Optional.empty(), List.of(), OptionalLong.empty(), info()));
  }

  /** Creates a page of namespaces, without their total number. */
  public ListNamespacesResponse listNamespaces(NamespaceDescription... namespaces) {
    return new NamespaceResponses.ListNamespacesResult(
        elements("namespaces", namespaces), token(), OptionalLong.empty(), info());
  }

  /** Creates the description of an alias, whose times are not reported. */
  public NamespaceAlias namespaceAlias(String name, String targetNamespace) {
    return complete(
        new NamespaceResponses.NamespaceAliasResult(
            name, targetNamespace, Optional.empty(), Optional.empty(), info()));
  }

  /** Creates a page of aliases, without their total number. */
  public ListNamespaceAliasesResponse listNamespaceAliases(NamespaceAlias... aliases) {
    return new NamespaceResponses.ListNamespaceAliasesResult(
        elements("aliases", aliases), token(), OptionalLong.empty(), info());
  }

  /** Creates the response to a query of several namespaces, which has the origin of each match. */
  public QueryNamespacesResponse queryNamespaces(NamespaceMatch... matches) {
    Map<String, ResponseInfo> infos = new LinkedHashMap<>();
    elements("matches", matches)
        .forEach(match -> infos.put(match.namespace(), namespace(match.namespace()).info()));
    return new NamespaceResponses.QueryNamespacesResult(
        List.of(matches), readUnits, egressBytes, infos);
  }

  /** Creates the response to a search of records. */
  public SearchRecordsResponse searchRecords(RecordHit... hits) {
    return new RecordResponses.SearchRecordsResult(
        elements("hits", hits),
        namespace,
        readUnits,
        OptionalLong.empty(),
        OptionalLong.empty(),
        egressBytes,
        info());
  }

  /** Creates the response to a search of documents. */
  public SearchDocumentsResponse searchDocuments(DocumentMatch... matches) {
    return new DocumentResponses.SearchDocumentsResult(
        elements("matches", matches), namespace, readUnits, egressBytes, Optional.empty(), info());
  }

  /** Creates the response to a search of documents, whose matches are records of a class. */
  public <T extends Record> TypedSearchResponse<T> searchDocuments(
      DocumentMapper<T> mapper, DocumentMatch... matches) {
    return DocumentResponses.typed(searchDocuments(matches), mapper);
  }

  /** Creates the response to a hybrid search, without the origins of its searches. */
  public HybridSearchResponse hybridSearch(HybridMatch... matches) {
    return new DocumentResponses.HybridSearchResult(
        elements("matches", matches), readUnits, egressBytes, Map.of());
  }

  /** Creates the response to a fetch of documents. */
  public FetchDocumentsResponse fetchDocuments(Document... documents) {
    return new DocumentResponses.FetchDocumentsResult(
        elements("documents", documents),
        token(),
        namespace,
        readUnits,
        egressBytes,
        Optional.empty(),
        info());
  }

  /** Creates the response to a fetch of documents, which are records of a class. */
  public <T extends Record> TypedFetchResponse<T> fetchDocuments(
      DocumentMapper<T> mapper, Document... documents) {
    return DocumentResponses.typed(fetchDocuments(documents), mapper);
  }

  /** Creates the embeddings of texts by a dense model, one for each text. */
  public EmbedResponse embed(String model, float[]... values) {
    Objects.requireNonNull(model, "model is null");
    return new InferenceResponses.EmbedResult(
        model,
        VectorType.DENSE,
        elements("values", values).stream().map(Embedding::dense).toList(),
        OptionalLong.empty(),
        info());
  }

  /** Creates documents by relevance. */
  public RerankResponse rerank(String model, RankedDocument... documents) {
    Objects.requireNonNull(model, "model is null");
    return new InferenceResponses.RerankResult(
        Optional.of(model), elements("documents", documents), OptionalLong.empty(), info());
  }

  /** Creates a match. */
  public static Match match(float score, Vector vector) {
    return complete(new VectorResponses.MatchResult(score, vector));
  }

  /** Creates the response to a request that returns nothing. */
  public EmptyResponse empty() {
    return new VectorResponses.EmptyResult(info());
  }

  /** Creates a match with its namespace. */
  public static NamespaceMatch namespaceMatch(String namespace, Match match) {
    return complete(new NamespaceResponses.NamespaceMatchResult(namespace, match));
  }

  /** Creates a record that a search found. */
  public static RecordHit recordHit(String id, float score, Fields fields) {
    return complete(new RecordResponses.RecordHitResult(id, score, fields));
  }

  /** Creates a document that a search found. */
  public static DocumentMatch documentMatch(
      String id, OptionalDouble score, DocumentFields fields) {
    return complete(new DocumentResponses.DocumentMatchResult(id, score, fields));
  }

  /** Creates the place of a document in the ranking of one search. */
  public static Placement placement(int rank, OptionalDouble score) {
    return complete(new DocumentResponses.PlacementResult(rank, score));
  }

  /** Creates a document that a hybrid search found. */
  public static HybridMatch hybridMatch(
      String id,
      String namespace,
      double score,
      Map<String, Placement> ranks,
      DocumentFields fields) {
    return complete(new DocumentResponses.HybridMatchResult(id, namespace, score, ranks, fields));
  }

  /** Creates a document that a search found, as a record. */
  public static <T extends Record> TypedMatch<T> typedMatch(
      String id, OptionalDouble score, T value) {
    return complete(new DocumentResponses.TypedMatchResult<>(id, score, value));
  }

  /** Creates the position of a document in a ranking. */
  public static RankedDocument rankedDocument(int index, float score, Optional<Fields> document) {
    return complete(new InferenceResponses.RankedDocumentResult(index, score, document));
  }

  /** Creates a parameter that a model accepts. */
  public static SupportedParameter supportedParameter(
      String name,
      String type,
      String valueType,
      boolean required,
      List<Object> allowedValues,
      OptionalDouble min,
      OptionalDouble max,
      Optional<Object> defaultValue) {
    return complete(
        new InferenceResponses.SupportedParameterResult(
            name, type, valueType, required, allowedValues, min, max, defaultValue));
  }

  /** Creates the status of an index. */
  public static IndexStatus indexStatus(boolean ready, String state) {
    return complete(new ControlResponses.IndexStatusResult(ready, state));
  }

  /** Creates the status of a read capacity. */
  public static ReadCapacityStatus readCapacityStatus(
      String state,
      OptionalInt currentShards,
      OptionalInt currentReplicas,
      Optional<String> errorMessage) {
    return complete(
        new ControlResponses.ReadCapacityStatusResult(
            state, currentShards, currentReplicas, errorMessage));
  }

  /** Creates the integrated embedding of an index. */
  public static IntegratedEmbedding integratedEmbedding(
      String model,
      Optional<Metric> metric,
      OptionalInt dimension,
      VectorType vectorType,
      Map<String, String> fieldMap,
      Fields readParameters,
      Fields writeParameters) {
    return complete(
        new ControlResponses.IntegratedEmbeddingResult(
            model, metric, dimension, vectorType, fieldMap, readParameters, writeParameters));
  }

  /** Creates the description of a collection. */
  public CollectionDescription collection(
      String name,
      String status,
      String environment,
      OptionalLong size,
      OptionalInt dimension,
      OptionalLong vectorCount) {
    return complete(
        new ControlResponses.CollectionResult(
            name, status, environment, size, dimension, vectorCount, info()));
  }

  /** Creates the description of a restore job. */
  public RestoreJobDescription restoreJob(
      String id,
      String backupId,
      String targetIndexName,
      String targetIndexId,
      String status,
      Optional<Instant> createdAt,
      Optional<Instant> completedAt,
      OptionalDouble percentComplete) {
    return complete(
        new ControlResponses.RestoreJobResult(
            id,
            backupId,
            targetIndexName,
            targetIndexId,
            status,
            createdAt,
            completedAt,
            percentComplete,
            info()));
  }

  /** Creates the description of a conversion job. */
  public ConversionJobDescription conversionJob(
      String id,
      Optional<String> sourceIndexName,
      Optional<String> sourceIndexId,
      Optional<String> targetIndexName,
      Optional<String> targetIndexId,
      JobStatus status,
      Optional<ErrorMode> errorMode,
      OptionalDouble percentComplete,
      OptionalLong recordsConverted,
      OptionalLong recordsSkipped,
      Optional<Instant> createdAt) {
    return complete(
        new ControlResponses.ConversionJobResult(
            id,
            sourceIndexName,
            sourceIndexId,
            targetIndexName,
            targetIndexId,
            status,
            errorMode,
            percentComplete,
            recordsConverted,
            recordsSkipped,
            createdAt,
            info()));
  }

  /** Creates the description of a backup schedule. */
  public BackupScheduleDescription backupSchedule(
      String id,
      String name,
      String indexId,
      String projectId,
      String type,
      BackupFrequency frequency,
      int expireAfterDays,
      boolean enabled,
      Optional<Instant> nextScheduledRun,
      Optional<Instant> createdAt) {
    return complete(
        new ControlResponses.BackupScheduleResult(
            id,
            name,
            indexId,
            projectId,
            type,
            frequency,
            expireAfterDays,
            enabled,
            nextScheduledRun,
            createdAt,
            info()));
  }

  /** Creates the response to a request to create an index from a backup. */
  public CreateIndexFromBackupResponse createIndexFromBackup(String restoreJobId, String indexId) {
    return complete(
        new ControlResponses.CreateIndexFromBackupResult(restoreJobId, indexId, info()));
  }

  /** Creates a group of targets that Prometheus scrapes. */
  public static MetricsTargets metricsTargets(List<String> targets, Map<String, String> labels) {
    return new ControlResponses.MetricsTargetsResult(targets, labels);
  }

  /** Creates the targets from which the metrics of a project can be scraped. */
  public DiscoverMetricsResponse discoverMetrics(List<MetricsTargets> groups) {
    return new ControlResponses.DiscoverMetricsResult(groups, info());
  }

  /** Creates the description of an import. */
  public ImportDescription importDescription(
      String id,
      String uri,
      JobStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> finishedAt,
      double percentComplete,
      long recordsImported,
      Optional<String> error) {
    return complete(
        new ImportResponses.ImportResult(
            id,
            uri,
            status,
            createdAt,
            finishedAt,
            percentComplete,
            recordsImported,
            error,
            info()));
  }

  /** Creates the response to a started import. */
  public StartImportResponse startImport(String id) {
    return complete(new ImportResponses.StartImportResult(id, info()));
  }

  /** Creates an item whose success was not confirmed. */
  public static BulkFailure bulkFailure(
      String id, long position, Outcome outcome, Throwable reason) {
    return complete(new BulkReports.BulkFailureResult(id, position, outcome, reason));
  }

  /** Creates the outcome of everything that a bulk operation read. */
  public static BulkReport bulkReport(
      BulkOutcome ending,
      long skipped,
      long read,
      long accepted,
      long rejected,
      long unknown,
      long unsent,
      long acceptedBytes,
      Duration elapsed,
      List<BulkFailure> failures,
      Optional<Throwable> cause) {
    return complete(
        new BulkReports.BulkReportResult(
            ending,
            skipped,
            read,
            accepted,
            rejected,
            unknown,
            unsent,
            acceptedBytes,
            elapsed,
            failures,
            cause));
  }

  /** Creates the outcome of a swap. */
  public static NamespaceSwapReport namespaceSwapReport(
      NamespaceAlias alias, Optional<String> previous, BulkReport load) {
    return complete(new BulkReports.NamespaceSwapReportResult(alias, previous, load));
  }

  /**
   * Creates the exception for a call that the service refused, of the type that matches the code.
   *
   * @param operation the name of the operation, such as {@code query}
   * @param message the text of the error
   */
  public static ServiceException serviceException(
      String operation, ErrorCode code, String message) {
    return Failures.refusal(
        new FailedCall(operation, ROUTE, 1), new Refusal(code, message, null, null), null);
  }

  /**
   * Creates the exception for a call that ended without a response.
   *
   * @param operation the name of the operation, such as {@code query}
   * @param unsent whether the service certainly did not process the request
   * @param detail what happened, for the message
   */
  public static TransportException transportException(
      String operation, NetworkCause networkCause, boolean unsent, String detail) {
    return Failures.transport(
        new FailedCall(operation, ROUTE, 1), networkCause, unsent, detail, null);
  }

  /**
   * Creates the exception for a call whose deadline passed.
   *
   * @param operation the name of the operation, such as {@code query}
   * @param timeout the timeout of the call
   */
  public static DeadlineExceededException deadlineExceededException(
      String operation, Duration timeout) {
    return Failures.deadlineExceeded(new FailedCall(operation, ROUTE, 1), timeout, null);
  }

  /** Creates the number of calls and connections over routes of one kind. */
  public static RouteCount routeCount(
      Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals) {
    return RouteReports.count(kind, controlPlane, calls, connections, refusals);
  }
}
