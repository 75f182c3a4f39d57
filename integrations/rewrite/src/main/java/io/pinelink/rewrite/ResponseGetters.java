package io.pinelink.rewrite;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** The getters of the official client's responses and models. */
final class ResponseGetters {
  private static final String COUNT = "Math.toIntExact(%s)";
  private static final String PAGE_NEXT = "%s.nextToken().orElse(\"\")";

  /** From "type.getter" to Pinelink's code; %s is the response, %1 the first argument. */
  private static final Map<String, String> GETTERS =
      Map.ofEntries(
          entry("QueryResponseWithUnsignedIndices.getMatchesList", "%s.matches()"),
          entry("QueryResponseWithUnsignedIndices.getMatches", "%s.matches().get(%1)"),
          entry("QueryResponseWithUnsignedIndices.getNamespace", "%s.namespace()"),
          entry("ScoredVectorWithUnsignedIndices.getScore", "%s.score()"),
          entry("ScoredVectorWithUnsignedIndices.getId", "%s.id()"),
          entry("ScoredVectorWithUnsignedIndices.getMetadata", "%s.metadata()"),
          entry("ScoredVectorWithUnsignedIndices.getValuesList", "%s.vector().valuesAsList()"),
          entry("VectorWithUnsignedIndices.getId", "%s.id()"),
          entry("VectorWithUnsignedIndices.getMetadata", "%s.metadata()"),
          entry("VectorWithUnsignedIndices.getValuesList", "%s.valuesAsList()"),
          entry(
              "VectorWithUnsignedIndices.getSparseValuesWithUnsignedIndices",
              "%s.sparseValues().orElse(null)"),
          entry("Vector.getId", "%s.id()"),
          entry("Vector.getMetadata", "%s.metadata()"),
          entry("Vector.hasMetadata", "!%s.metadata().isEmpty()"),
          entry("Vector.getValuesList", "%s.valuesAsList()"),
          entry("Vector.getValues", "%s.value(%1)"),
          entry("Vector.getValuesCount", "%s.dimension()"),
          entry("Vector.hasSparseValues", "%s.sparseValues().isPresent()"),
          entry("UpsertResponse.getUpsertedCount", "Math.toIntExact(%s.upsertedCount())"),
          entry(
              "UpdateResponse.getMatchedRecords", "Math.toIntExact(%s.matchedRecords().orElse(0))"),
          entry("FetchResponse.getVectorsMap", "%s.vectors()"),
          entry("FetchResponse.getVectors", "%s.vectors()"),
          entry("FetchResponse.getVectorsCount", "%s.vectors().size()"),
          entry("FetchResponse.containsVectors", "%s.vectors().containsKey(%1)"),
          entry("FetchResponse.getVectorsOrThrow", "%s.vectors().get(%1)"),
          entry("FetchResponse.getNamespace", "%s.namespace()"),
          entry("FetchByMetadataResponse.getVectorsCount", "%s.items().size()"),
          entry(
              "FetchByMetadataResponse.getVectorsMap",
              "%s.items().stream().collect(Collectors.toMap(Vector::id, Function.identity()))"),
          entry("FetchByMetadataResponse.getNamespace", "%s.namespace()"),
          entry("FetchByMetadataResponse.hasPagination", "%s.nextToken().isPresent()"),
          entry(
              "DescribeIndexStatsResponse.getTotalVectorCount",
              "Math.toIntExact(%s.totalVectorCount())"),
          entry("DescribeIndexStatsResponse.getDimension", "%s.dimension().orElse(0)"),
          entry("DescribeIndexStatsResponse.getIndexFullness", "%s.indexFullness()"),
          entry("DescribeIndexStatsResponse.getNamespacesMap", "%s.namespaces()"),
          entry("DescribeIndexStatsResponse.getNamespacesCount", "%s.namespaces().size()"),
          entry("DescribeIndexStatsResponse.getNamespacesOrThrow", "%s.namespaces().get(%1)"),
          entry("DescribeIndexStatsResponse.containsNamespaces", "%s.namespaces().containsKey(%1)"),
          entry("NamespaceSummary.getVectorCount", COUNT),
          entry("ListResponse.getVectorsList", "%s.items()"),
          entry("ListResponse.getVectors", "%s.items().get(%1)"),
          entry("ListResponse.getVectorsCount", "%s.items().size()"),
          entry("ListResponse.getNamespace", "%s.namespace()"),
          entry("ListResponse.hasPagination", "%s.nextToken().isPresent()"),
          entry("ListItem.getId", "%s"),
          entry("ListNamespacesResponse.getNamespacesList", "%s.items()"),
          entry("ListNamespacesResponse.getNamespaces", "%s.items().get(%1)"),
          entry("ListNamespacesResponse.getNamespacesCount", "%s.items().size()"),
          entry("ListNamespacesResponse.hasPagination", "%s.nextToken().isPresent()"),
          entry(
              "ListNamespacesResponse.getTotalCount", "Math.toIntExact(%s.totalCount().orElse(0))"),
          entry("NamespaceDescription.getName", "%s.name()"),
          entry("NamespaceDescription.getRecordCount", "%s.recordCount()"),
          entry("IndexList.getIndexes", "%s.items()"),
          entry("CollectionList.getCollections", "%s.items()"),
          entry("BackupList.getData", "%s.items()"),
          entry("RestoreJobList.getData", "%s.items()"),
          entry("ModelInfoList.getModels", "%s.items()"),
          entry("ListImportsResponse.getData", "%s.items()"),
          entry("IndexModel.getName", "%s.name()"),
          entry("IndexModel.getHost", "%s.host().orElse(null)"),
          entry("IndexModel.getPrivateHost", "%s.privateHost().orElse(null)"),
          entry("IndexModel.getDimension", "%s.dimension().orElseThrow()"),
          entry("IndexModel.getMetric", "%s.metric().map(Metric::value).orElse(null)"),
          entry("IndexModel.getVectorType", "%s.vectorType().map(VectorType::value).orElse(null)"),
          entry(
              "IndexModel.getDeletionProtection",
              "(%s.deletionProtection() ? \"enabled\" : \"disabled\")"),
          entry("IndexModel.getTags", "%s.tags()"),
          entry("IndexModel.getStatus", "%s.status()"),
          entry("IndexModelStatus.getReady", "%s.ready()"),
          entry("IndexModelStatus.getState", "%s.state()"),
          entry("CollectionModel.getName", "%s.name()"),
          entry("CollectionModel.getStatus", "%s.status()"),
          entry("CollectionModel.getEnvironment", "%s.environment()"),
          entry("CollectionModel.getSize", "%s.size().orElseThrow()"),
          entry("CollectionModel.getDimension", "%s.dimension().orElseThrow()"),
          entry("BackupModel.getBackupId", "%s.id()"),
          entry("BackupModel.getSourceIndexName", "%s.sourceIndexName()"),
          entry("BackupModel.getSourceIndexId", "%s.sourceIndexId()"),
          entry("BackupModel.getName", "%s.name().orElse(null)"),
          entry("BackupModel.getDescription", "%s.description().orElse(null)"),
          entry("BackupModel.getStatus", "%s.status()"),
          entry("BackupModel.getCloud", "%s.cloud().value()"),
          entry("BackupModel.getRegion", "%s.region()"),
          entry("BackupModel.getDimension", "%s.dimension().orElseThrow()"),
          entry("BackupModel.getTags", "%s.tags()"),
          entry("CreateIndexFromBackupResponse.getRestoreJobId", "%s.restoreJobId()"),
          entry("CreateIndexFromBackupResponse.getIndexId", "%s.indexId()"),
          entry("RestoreJobModel.getRestoreJobId", "%s.id()"),
          entry("RestoreJobModel.getBackupId", "%s.backupId()"),
          entry("RestoreJobModel.getTargetIndexName", "%s.targetIndexName()"),
          entry("RestoreJobModel.getTargetIndexId", "%s.targetIndexId()"),
          entry("RestoreJobModel.getStatus", "%s.status()"),
          entry("EmbeddingsList.getData", "%s.embeddings()"),
          entry("EmbeddingsList.getModel", "%s.model()"),
          entry("RerankResult.getData", "%s.documents()"),
          entry("RankedDocument.getIndex", "%s.index()"),
          entry("ModelInfo.getModel", "%s.model()"),
          entry("StartImportResponse.getId", "%s.id()"),
          entry("ImportModel.getId", "%s.id()"),
          entry("ImportModel.getUri", "%s.uri()"),
          entry("ImportModel.getRecordsImported", "%s.recordsImported()"),
          entry("ImportModel.getError", "%s.error().orElse(null)"),
          entry("Hit.getId", "%s.id()"),
          entry("Hit.getScore", "%s.score()"));

  /** Two getters in a row that are one call of Pinelink, as "inner.outer". */
  private static final Map<String, String> PAIRS =
      Map.of(
          "getPagination.getNext", PAGE_NEXT,
          "getUsage.getReadUnits", "Math.toIntExact(%s.readUnits().orElse(0))",
          "getDenseEmbedding.getValues", "DenseValues.of(%s.values()).asList()",
          "getResult.getHits", "%s.hits()");

  private ResponseGetters() {}

  /** Returns the code of a getter, or null if it has no counterpart. */
  static @Nullable Code move(J.MethodInvocation call, Expression response, String owner) {
    String code = GETTERS.get(Official.simpleName(owner) + "." + call.getSimpleName());
    return code == null ? null : fill(code, owner, response, call.getArguments());
  }

  /** Returns the code of two getters in a row, or null. */
  static @Nullable String pair(J.MethodInvocation inner, J.MethodInvocation outer) {
    return PAIRS.get(inner.getSimpleName() + "." + outer.getSimpleName());
  }

  static Code fill(String code, String owner, Expression response, List<Expression> given) {
    int at = code.indexOf("%s");
    Code filled = Code.of(code.substring(0, at)).expression(response, NewTypes.of(owner));
    String rest = code.substring(at + 2);
    int argument = rest.indexOf("%1");
    if (argument < 0) {
      filled.text(rest);
    } else {
      filled
          .text(rest.substring(0, argument))
          .expression(
              given.get(0), rest.matches("\\.(vectors|namespaces).*") ? Types.STRING : "int")
          .text(rest.substring(argument + 2));
    }
    if (code.contains("DenseValues")) {
      filled.text("", Types.DENSE_VALUES);
    }
    if (code.contains("Metric::")) {
      filled.text("", Types.METRIC);
    }
    if (code.contains("VectorType::")) {
      filled.text("", Types.VECTOR_TYPE);
    }
    if (code.contains("Collectors")) {
      filled.text("", Types.VECTOR, "java.util.function.Function", "java.util.stream.Collectors");
    }
    return filled;
  }
}
