package io.pinelink.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.ControlPlane;
import io.pinelink.DocumentIndex;
import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Inference;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.RerankRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Protocol;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Cloud;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** This module's class path has only gRPC: operations that need REST name the missing artifact. */
class WithoutRestTest {
  private static final String ARTIFACT = "io.pinelink:pinelink-rest";
  private static final IndexSchema SCHEMA =
      IndexSchema.builder().text("title", FullTextSearch.defaults()).build();

  private static Map<String, Runnable> calls(Pinelink client) {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    Index index = client.indexAt("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
    RecordIndex records = client.recordsAt("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
    calls.put("upsertRecords", () -> records.upsert(List.of(TextRecord.of("r", "t", "x"))));
    calls.put("searchRecords", () -> records.search(SearchRecordsRequest.byText("x")));
    Imports imports = index.imports();
    calls.put("startImport", () -> imports.start(StartImportRequest.from("s3://b/")));
    calls.put("describeImport", () -> imports.describe("7"));
    calls.put("listImports", () -> imports.list());
    calls.put("cancelImport", () -> imports.cancel("7"));
    Inference inference = client.inference();
    calls.put("embed", () -> inference.embed(EmbedRequest.builder("m", "x").build()));
    calls.put("rerank", () -> inference.rerank(RerankRequest.builder("m", "q", "x").build()));
    calls.put("listModels", () -> inference.listModels(ListModelsRequest.all()));
    calls.put("describeModel", () -> inference.describeModel("m"));
    putDocuments(calls, client.documentsAt("docs-a1b234c.svc.aped-4627-b74a.pinecone.io"));
    ControlPlane control = client.controlPlane();
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    calls.put("createIndex", () -> control.createIndex(CreateIndexRequest.dense("i", 2, spec)));
    calls.put(
        "createIndexForModel",
        () ->
            control.createIndexForModel(
                CreateIndexForModelRequest.builder("i", Cloud.AWS, "us-east-1", "m", "t").build()));
    calls.put(
        "createDocumentIndex",
        () ->
            control.createDocumentIndex(
                CreateDocumentIndexRequest.builder("i", SCHEMA, spec).build()));
    calls.put("describeIndex", () -> control.describeIndex("i"));
    calls.put("listIndexes", control::listIndexes);
    calls.put(
        "configureIndex",
        () -> control.configureIndex(ConfigureIndexRequest.builder("i").tag("a", "1").build()));
    calls.put("deleteIndex", () -> control.deleteIndex("i"));
    calls.put("createCollection", () -> control.createCollection("c", "i"));
    calls.put("describeCollection", () -> control.describeCollection("c"));
    calls.put("listCollections", control::listCollections);
    calls.put("deleteCollection", () -> control.deleteCollection("c"));
    calls.put("createBackup", () -> control.createBackup(CreateBackupRequest.of("i")));
    calls.put("describeBackup", () -> control.describeBackup("b"));
    calls.put("listBackups", () -> control.listBackups());
    calls.put("deleteBackup", () -> control.deleteBackup("b"));
    calls.put(
        "createIndexFromBackup",
        () ->
            control.createIndexFromBackup(CreateIndexFromBackupRequest.builder("b", "i").build()));
    calls.put("describeRestoreJob", () -> control.describeRestoreJob("j"));
    putSchedules(calls, control);
    calls.put(
        "convertIndex",
        () -> control.convertIndex(ConvertIndexRequest.builder("i", "j", SCHEMA).build()));
    calls.put("describeConversionJob", () -> control.describeConversionJob("j"));
    calls.put("listConversionJobs", () -> control.listConversionJobs());
    calls.put("discoverMetrics", () -> control.discoverMetrics("p"));
    calls.put("listRestoreJobs", () -> control.listRestoreJobs());
    return calls;
  }

  private static void putDocuments(Map<String, Runnable> calls, DocumentIndex documents) {
    Document document = Document.builder("d").put("title", "x").build();
    calls.put("upsertDocuments", () -> documents.upsert(List.of(document)));
    calls.put(
        "searchDocuments",
        () -> documents.search(SearchDocumentsRequest.by(ScoringClause.text("x", "title"))));
    calls.put("fetchDocuments", () -> documents.fetch(FetchDocumentsRequest.byIds("d")));
    calls.put(
        "updateDocuments",
        () ->
            documents.update(
                UpdateDocumentsRequest.of(DocumentUpdate.builder("d").put("title", "y").build())));
    calls.put("deleteDocuments", () -> documents.delete(DeleteRequest.byIds("d")));
    calls.put("listDocuments", () -> documents.listIds());
  }

  private static void putSchedules(Map<String, Runnable> calls, ControlPlane control) {
    calls.put(
        "createBackupSchedule",
        () ->
            control.createBackupSchedule(
                CreateBackupScheduleRequest.of("i", "s", BackupFrequency.DAILY, 7)));
    calls.put("describeBackupSchedule", () -> control.describeBackupSchedule("s"));
    calls.put(
        "listBackupSchedules",
        () -> control.listBackupSchedules(ListBackupSchedulesRequest.ofIndex("i")));
    calls.put(
        "updateBackupSchedule",
        () ->
            control.updateBackupSchedule(
                UpdateBackupScheduleRequest.builder("s").enabled(false).build()));
    calls.put("deleteBackupSchedule", () -> control.deleteBackupSchedule("s"));
    calls.put(
        "listBackupScheduleHistory",
        () -> control.listBackupScheduleHistory(ListBackupScheduleHistoryRequest.ofSchedule("s")));
  }

  @Test
  void everyCallThatNeedsRestReportsTheMissingArtifact() {
    try (Pinelink client = Pinelink.builder().apiKey("any-api-key").build()) {
      calls(client)
          .forEach(
              (operation, call) ->
                  assertThatIllegalStateException()
                      .isThrownBy(call::run)
                      .withMessageStartingWith(operation + " needs a transport")
                      .withMessageEndingWith("add the artifact " + ARTIFACT));
    }
  }

  @Test
  void allCallsThatGrpcDoesNotCarryAreCovered() {
    try (Pinelink client = Pinelink.builder().apiKey("any-api-key").build()) {
      assertThat(calls(client).keySet())
          .containsExactlyInAnyOrderElementsOf(
              Operations.all().stream()
                  .filter(operation -> operation.protocols().equals(Set.of(Protocol.REST)))
                  .map(Operation::name)
                  .toList());
    }
  }
}
