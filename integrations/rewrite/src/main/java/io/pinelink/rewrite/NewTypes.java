package io.pinelink.rewrite;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Map;

/** From types of the official client to Pinelink's. */
final class NewTypes {
  private static final String MODEL = "io.pinelink.model.";
  private static final String CONTROL = "io.pinelink.control.";
  private static final String ERROR = "io.pinelink.error.";
  private static final String DB_CONTROL = "org.openapitools.db_control.client.";
  private static final String DB_DATA = "org.openapitools.db_data.client.";
  private static final String INFERENCE = "org.openapitools.inference.client.";

  /** Lists whose element type Pinelink names. */
  static final Map<String, String> LISTS =
      Map.of(
          DB_CONTROL + "model.IndexList", CONTROL + "IndexDescription",
          DB_CONTROL + "model.CollectionList", CONTROL + "CollectionDescription",
          DB_CONTROL + "model.BackupList", CONTROL + "BackupDescription",
          DB_CONTROL + "model.RestoreJobList", CONTROL + "RestoreJobDescription",
          INFERENCE + "model.ModelInfoList", "io.pinelink.inference.ModelInfo",
          DB_DATA + "model.ListImportsResponse", "io.pinelink.imports.ImportDescription");

  static final String LIST = MODEL + "ListResponse";

  private static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    Map.ofEntries(
            entry(Official.CLIENT, Types.CLIENT),
            entry(Official.CLIENT + "$Builder", Types.CLIENT + "$Builder"),
            entry(Official.INDEX, Types.INDEX),
            entry(Official.ASYNC_INDEX, Types.ASYNC_INDEX),
            entry("io.pinecone.clients.Inference", "io.pinelink.Inference"),
            entry("com.google.protobuf.Struct", Types.METADATA),
            entry("com.google.protobuf.Struct$Builder", Types.METADATA + "$Builder"),
            entry(
                "com.google.common.util.concurrent.ListenableFuture",
                "java.util.concurrent.CompletableFuture"))
        .forEach(ALL::put);
    unsigned("QueryResponse", "QueryResponse");
    unsigned("ScoredVector", "Match");
    unsigned("SparseValues", "SparseValues");
    unsigned("Vector", "Vector");
    proto("Vector", Types.VECTOR);
    proto("SparseValues", Types.SPARSE_VALUES);
    proto("UpsertResponse", MODEL + "UpsertResponse");
    proto("FetchResponse", MODEL + "FetchResponse");
    proto("FetchByMetadataResponse", MODEL + "FetchByMetadataResponse");
    proto("UpdateResponse", MODEL + "UpdateResponse");
    proto("DeleteResponse", MODEL + "DeleteResponse");
    proto("DescribeIndexStatsResponse", MODEL + "IndexStats");
    proto("ListResponse", MODEL + "ListIdsResponse");
    proto("ListItem", Types.STRING);
    proto("NamespaceSummary", "java.lang.Long");
    proto("ListNamespacesResponse", "io.pinelink.namespaces.ListNamespacesResponse");
    proto("NamespaceDescription", "io.pinelink.namespaces.NamespaceDescription");
    proto("MetadataSchema", Types.METADATA_SCHEMA);
    control("IndexModel", "IndexDescription");
    control("IndexModelStatus", "IndexStatus");
    control("CollectionModel", "CollectionDescription");
    control("BackupModel", "BackupDescription");
    control("RestoreJobModel", "RestoreJobDescription");
    control("CreateIndexFromBackupResponse", "CreateIndexFromBackupResponse");
    control("ReadCapacity", "ReadCapacity");
    ALL.put(INFERENCE + "model.EmbeddingsList", "io.pinelink.inference.EmbedResponse");
    ALL.put(INFERENCE + "model.Embedding", "io.pinelink.inference.Embedding");
    ALL.put(INFERENCE + "model.RerankResult", "io.pinelink.inference.RerankResponse");
    ALL.put(INFERENCE + "model.RankedDocument", "io.pinelink.inference.RankedDocument");
    ALL.put(INFERENCE + "model.ModelInfo", "io.pinelink.inference.ModelInfo");
    ALL.put(DB_DATA + "model.StartImportResponse", "io.pinelink.imports.StartImportResponse");
    ALL.put(DB_DATA + "model.ImportModel", "io.pinelink.imports.ImportDescription");
    ALL.put(DB_DATA + "model.SearchRecordsResponse", "io.pinelink.records.SearchRecordsResponse");
    ALL.put(DB_DATA + "model.Hit", "io.pinelink.records.RecordHit");
    ALL.put(DB_DATA + "model.SearchRecordsRequestRerank", Types.RERANKING);
    for (String api : new String[] {DB_CONTROL, DB_DATA, INFERENCE}) {
      ALL.put(api + "ApiException", ERROR + "PinelinkException");
    }
    exception("", "PinelinkException");
    exception("NotFound", "NotFoundException");
    exception("AlreadyExists", "AlreadyExistsException");
    exception("Authorization", "UnauthenticatedException");
    exception("Forbidden", "ServiceException");
    exception("BadRequest", "ServiceException");
    exception("InternalServer", "ServiceException");
    exception("UnmappedHttp", "ServiceException");
    ALL.put(
        "io.pinecone.exceptions.PineconeValidationException",
        IllegalArgumentException.class.getName());
    LISTS.keySet().forEach(list -> ALL.put(list, LIST));
  }

  private NewTypes() {}

  static Map<String, String> all() {
    return ALL;
  }

  /** Returns Pinelink's type, or the same type if it has no counterpart. */
  static String of(String official) {
    return ALL.getOrDefault(official, official).replace('$', '.');
  }

  private static void unsigned(String official, String name) {
    ALL.put("io.pinecone.unsigned_indices_model." + official + "WithUnsignedIndices", MODEL + name);
  }

  private static void proto(String official, String type) {
    ALL.put("io.pinecone.proto." + official, type);
  }

  private static void control(String official, String name) {
    ALL.put(DB_CONTROL + "model." + official, CONTROL + name);
  }

  private static void exception(String official, String name) {
    ALL.put("io.pinecone.exceptions.Pinecone" + official + "Exception", ERROR + name);
  }
}
