package io.pinelink.rewrite;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/** The comments for code that cannot be moved. */
final class Hints {
  static final String CLOSE =
      "an Index has no close(); close the Pinelink client once, when the program ends";
  static final String STRUCT =
      "build metadata with Metadata.builder(), and a filter with Filter.eq(…), .in(…) and the like";

  private static final String NAMED = "Pinelink has no direct counterpart of ";

  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("close", CLOSE),
          Map.entry(
              "withOkHttpClient",
              "set timeout(…), connectTimeout(…), proxy(…) or tls(…) of Pinelink's builder instead"),
          Map.entry(
              "withTlsEnabled",
              "TLS is always on; tls(TlsOptions.trustOnly(pem)) trusts a certificate of your own"),
          Map.entry(
              "withResponseMetadataListener",
              "callListener(…) of Pinelink's builder observes each call; see docs/telemetry.md"),
          Map.entry(
              "createIndexForModel",
              "controlPlane().createIndexForModel(CreateIndexForModelRequest.builder(…).build())"),
          Map.entry(
              "upsertRecords",
              "client.records(index).namespace(…).upsert(List.of(TextRecord.of(id, field, text)))"),
          Map.entry(
              "searchRecords",
              "client.records(index).namespace(…).search(SearchRecordsRequest.builder()…build())"),
          Map.entry(
              "searchRecordsByVector",
              "client.records(index).namespace(…).search(SearchRecordsRequest.byVector(floats))"),
          Map.entry(
              "searchRecordsByText",
              "client.records(index).namespace(…).search(SearchRecordsRequest.builder().text(…)…)"),
          Map.entry(
              "searchRecordsById",
              "client.records(index).namespace(…).search(SearchRecordsRequest.builder().id(…)…)"),
          Map.entry("startImport", "index.imports().start(StartImportRequest.from(uri))"),
          Map.entry("listImports", "index.imports().list(PageRequest.all())"),
          Map.entry("describeImport", "index.imports().describe(id)"),
          Map.entry("cancelImport", "index.imports().cancel(id)"),
          Map.entry("getPagination", "nextToken() of the response has the token, or is empty"),
          Map.entry("getUsage", "the response has the usage itself, such as readUnits()"),
          Map.entry("getSpec", "spec() returns a sealed IndexSpec: Serverless, Pod or Byoc"),
          Map.entry("getEmbed", "embed() returns the model and its parameters"),
          Map.entry("getCode", "ServiceException.code() returns an ErrorCode"),
          Map.entry("getResponseBody", "getMessage() has the service's message"),
          Map.entry(
              "getSparseValuesWithUnsignedIndices",
              "vector().sparseValues() is empty where the official client had empty lists"));

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry(
              "PineconeConfig",
              "settings are methods of Pinelink.builder(); client.indexAt(host) opens a known host"),
          Map.entry("PineconeConnection", "not needed: the Pinelink client has the connections"),
          Map.entry("ProxyConfig", "Pinelink.builder().proxy(ProxyOptions.http(host, port))"),
          Map.entry("Index", "client.index(name), or client.indexAt(host) for a known host"),
          Map.entry("AsyncIndex", "client.index(name).async()"),
          Map.entry(
              "ResponseMetadataListener",
              "implement io.pinelink.telemetry.CallListener, or use pinelink-opentelemetry or"
                  + " pinelink-micrometer"),
          Map.entry(
              "ResponseMetadata",
              "CallListener receives the operation, its duration and outcome: docs/telemetry.md"),
          Map.entry("ReadCapacity", "ReadCapacity.dedicated(nodeType, shards, replicas)"),
          Map.entry(
              "ReadCapacityDedicatedConfig", "ReadCapacity.dedicated(nodeType, shards, replicas)"),
          Map.entry(
              "ReadCapacityDedicatedSpec", "ReadCapacity.dedicated(nodeType, shards, replicas)"),
          Map.entry("ReadCapacityOnDemandSpec", "ReadCapacity.onDemand()"),
          Map.entry("ScalingConfigManual", "ReadCapacity.dedicated(nodeType, shards, replicas)"),
          Map.entry("BackupModelSchema", "MetadataSchema.of(field, …) names the filterable fields"),
          Map.entry(
              "BackupModelSchemaFieldsValue",
              "MetadataSchema.of(field, …) names the filterable fields"),
          Map.entry(
              "CreateIndexForModelRequestEmbed",
              "CreateIndexForModelRequest.builder(name, cloud, region, model, textField)"),
          Map.entry("SearchRecordsRequestRerank", "Reranking.builder(model, field)…build()"),
          Map.entry("SearchRecordsRequestQuery", "SearchRecordsRequest.builder()"),
          Map.entry("SearchRecordsVector", "SearchRecordsRequest.byVector(floats)"));

  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "io.pinecone.exceptions.PineconeBadRequestException",
              "ServiceException has every error of the service: check code() for INVALID_ARGUMENT",
          "io.pinecone.exceptions.PineconeForbiddenException",
              "ServiceException has every error of the service: check code() for PERMISSION_DENIED",
          "io.pinecone.exceptions.PineconeInternalServerException",
              "ServiceException has every error of the service: check code() for INTERNAL",
          "io.pinecone.exceptions.PineconeUnmappedHttpException",
              "ServiceException has every error of the service: check code()",
          "io.pinecone.exceptions.PineconeValidationException",
              "a null argument is a NullPointerException, any other invalid one an"
                  + " IllegalArgumentException",
          "io.pinecone.exceptions.PineconeConfigurationException",
              "a wrong setting is an IllegalArgumentException or IllegalStateException",
          "io.grpc.StatusRuntimeException", "Pinelink throws PinelinkException over gRPC too");

  private Hints() {}

  static String ofCall(J.MethodInvocation call) {
    String name = call.getSimpleName();
    String hint = CALLS.get(name);
    if (hint != null) {
      return hint;
    }
    JavaType.FullyQualified owner =
        call.getMethodType() == null ? null : call.getMethodType().getDeclaringType();
    String type = owner == null ? "" : owner.getClassName();
    boolean index = type.equals("Index") || type.equals("AsyncIndex");
    String ofType = index ? null : TYPES.get(type);
    return ofType != null ? ofType : NAMED + type + "." + name;
  }

  static String ofType(@Nullable JavaType type) {
    JavaType.FullyQualified qualified = TypeUtils.asFullyQualified(type);
    String name = qualified == null ? "this type" : qualified.getClassName();
    return TYPES.getOrDefault(name, NAMED + name);
  }

  static @Nullable String ofException(String type) {
    return EXCEPTIONS.get(type);
  }
}
