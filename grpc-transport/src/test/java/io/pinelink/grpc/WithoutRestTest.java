package io.pinelink.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.Admin;
import io.pinelink.ControlPlane;
import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Inference;
import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateCollectionRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.ListRestoreJobsRequest;
import io.pinelink.imports.ListImportsRequest;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.RerankRequest;
import io.pinelink.model.Protocol;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.TextRecord;
import io.pinelink.spi.AdminOperations;
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

  private static Map<String, Runnable> calls(Pinelink client) {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    Index index = client.indexAt("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
    calls.put("upsertRecords", () -> index.upsertRecords(List.of(TextRecord.of("r", "t", "x"))));
    calls.put("searchRecords", () -> index.searchRecords(SearchRecordsRequest.byText("x").build()));
    Imports imports = index.imports();
    calls.put("startImport", () -> imports.start(StartImportRequest.from("s3://b/").build()));
    calls.put("describeImport", () -> imports.describe("7"));
    calls.put("listImports", () -> imports.list(ListImportsRequest.all()));
    calls.put("cancelImport", () -> imports.cancel("7"));
    Inference inference = client.inference();
    calls.put("embed", () -> inference.embed(EmbedRequest.texts("m", "x").build()));
    calls.put("rerank", () -> inference.rerank(RerankRequest.texts("m", "q", "x").build()));
    calls.put("listModels", () -> inference.listModels(ListModelsRequest.all()));
    calls.put("describeModel", () -> inference.describeModel("m"));
    ControlPlane control = client.controlPlane();
    IndexSpec spec = IndexSpec.serverless("aws", "us-east-1");
    calls.put(
        "createIndex", () -> control.createIndex(CreateIndexRequest.dense("i", 2, spec).build()));
    calls.put(
        "createIndexForModel",
        () ->
            control.createIndexForModel(
                CreateIndexForModelRequest.builder("i", "aws", "us-east-1", "m", "t").build()));
    calls.put("describeIndex", () -> control.describeIndex("i"));
    calls.put("listIndexes", control::listIndexes);
    calls.put(
        "configureIndex",
        () -> control.configureIndex(ConfigureIndexRequest.index("i").tag("a", "1").build()));
    calls.put("deleteIndex", () -> control.deleteIndex("i"));
    calls.put(
        "createCollection", () -> control.createCollection(new CreateCollectionRequest("c", "i")));
    calls.put("describeCollection", () -> control.describeCollection("c"));
    calls.put("listCollections", control::listCollections);
    calls.put("deleteCollection", () -> control.deleteCollection("c"));
    calls.put("createBackup", () -> control.createBackup(CreateBackupRequest.of("i").build()));
    calls.put("describeBackup", () -> control.describeBackup("b"));
    calls.put("listBackups", () -> control.listBackups(ListBackupsRequest.all()));
    calls.put("deleteBackup", () -> control.deleteBackup("b"));
    calls.put(
        "createIndexFromBackup",
        () ->
            control.createIndexFromBackup(CreateIndexFromBackupRequest.builder("b", "i").build()));
    calls.put("describeRestoreJob", () -> control.describeRestoreJob("j"));
    calls.put("discoverMetrics", () -> control.discoverMetrics("p"));
    calls.put("listRestoreJobs", () -> control.listRestoreJobs(ListRestoreJobsRequest.all()));
    return calls;
  }

  @Test
  void everyCallThatNeedsItSaysSo() {
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
  void theCallsAreAllThatGrpcDoesNotCarry() {
    try (Pinelink client = Pinelink.builder().apiKey("any-api-key").build()) {
      assertThat(calls(client).keySet())
          .containsExactlyInAnyOrderElementsOf(
              Operations.all().stream()
                  .filter(operation -> operation.protocols().equals(Set.of(Protocol.REST)))
                  .filter(operation -> !isOfAdmin(operation))
                  .map(Operation::name)
                  .toList());
    }
  }

  private static boolean isOfAdmin(Operation<?, ?> operation) {
    return operation.equals(AdminOperations.CREATE_TOKEN)
        || operation
            .name()
            .matches(
                ".*(Organization|Project|ApiKey|User|Invite|ServiceAccount|RoleBinding)(s?|Secret)");
  }

  @Test
  void anAdminClientIsNotEvenBuilt() {
    Admin.Builder builder = Admin.builder().clientCredentials("id", "secret");

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessageContaining("add the artifact " + ARTIFACT)
        .withMessageNotContaining("pinelink-grpc");
  }
}
