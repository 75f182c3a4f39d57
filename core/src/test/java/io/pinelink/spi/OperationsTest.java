package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.EmptyRequest;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Set<Class<?>> SHARED =
      Set.of(ById.class, ByName.class, EmptyRequest.class, PageRequest.class);

  private static final List<Class<?>> AREAS =
      List.of(
          DataOperations.class,
          AliasOperations.class,
          DocumentOperations.class,
          ImportOperations.class,
          ControlOperations.class,
          InferenceOperations.class,
          MetricsOperations.class,
          AdminOperations.class);

  @Test
  void allAreListedInOrder() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Class<?> area : AREAS) {
      for (var field : area.getFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          constants.add(field.get(null));
        }
      }
    }
    assertThat(Operations.all()).isNotEmpty().containsExactlyElementsOf(operations(constants));
  }

  private static List<Operation<?, ?>> operations(List<Object> constants) {
    List<Operation<?, ?>> operations = new ArrayList<>();
    constants.forEach(constant -> operations.add((Operation<?, ?>) constant));
    return operations;
  }

  @Test
  void namesAndRequestsAreUnique() {
    assertThat(Operations.all()).extracting(Operation::name).doesNotHaveDuplicates();
    assertThat(Operations.all())
        .filteredOn(operation -> !SHARED.contains(operation.request()))
        .extracting(Operation::request)
        .doesNotHaveDuplicates();
    assertThat(DataOperations.QUERY).hasToString("query");
  }

  @Test
  void responsesWithTheNameOrIdOfWhatWasRequestedNameTheirSubject() {
    assertThat(Operations.all())
        .filteredOn(Operation::namesSubject)
        .extracting(Operation::name)
        .containsExactlyInAnyOrder(
            "describeIndex",
            "createIndex",
            "createDocumentIndex",
            "createIndexForModel",
            "configureIndex",
            "createCollection",
            "describeCollection",
            "createBackup",
            "describeBackup",
            "describeRestoreJob",
            "describeBackupSchedule",
            "updateBackupSchedule",
            "describeConversionJob",
            "describeImport",
            "describeModel",
            "createNamespace",
            "describeNamespace",
            "createNamespaceAlias",
            "describeNamespaceAlias",
            "repointNamespaceAlias",
            "fetch",
            "listIds",
            "searchRecords",
            "fetchDocuments",
            "searchDocuments",
            "listDocuments",
            "upsertDocuments",
            "updateDocuments",
            "deleteDocuments",
            "describeOrganization",
            "updateOrganization",
            "describeProject",
            "updateProject",
            "describeApiKey",
            "updateApiKey",
            "describeUser",
            "describeInvite",
            "resendInvite",
            "describeServiceAccount",
            "updateServiceAccount",
            "rotateServiceAccountSecret",
            "describeRoleBinding");
  }

  @Test
  void creatingAndDeletingAnIndexAreNotRetried() {
    assertThat(ControlOperations.CREATE_INDEX.idempotent()).isFalse();
    assertThat(ControlOperations.DELETE_INDEX.idempotent()).isFalse();
    assertThat(ControlOperations.CONFIGURE_INDEX.idempotent()).isTrue();
  }

  @Test
  void startingAnImportIsNotRetried() {
    assertThat(ImportOperations.START_IMPORT.idempotent()).isFalse();
    assertThat(ImportOperations.CANCEL_IMPORT.idempotent()).isTrue();
  }

  @Test
  void adminIsRestOnlyAndDoesNotRetryChanges() {
    assertThat(AdminOperations.ALL)
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
    assertThat(AdminOperations.ALL)
        .filteredOn(operation -> !operation.idempotent())
        .extracting(Operation::name)
        .allMatch(name -> name.matches("(create|delete|resend|rotate).+"))
        .hasSize(14);
  }

  @Test
  void importsAreRestOnly() {
    assertThat(ImportOperations.ALL)
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
  }

  @Test
  void eachAreaHasItsPlane() {
    assertThat(DataOperations.ALL).extracting(Operation::plane).containsOnly(Plane.DATA);
    assertThat(ImportOperations.ALL).extracting(Operation::plane).containsOnly(Plane.DATA);
    assertThat(ControlOperations.ALL).extracting(Operation::plane).containsOnly(Plane.CONTROL);
    assertThat(InferenceOperations.ALL).extracting(Operation::plane).containsOnly(Plane.CONTROL);
    assertThat(MetricsOperations.ALL).extracting(Operation::plane).containsOnly(Plane.CONTROL);
    assertThat(AdminOperations.ALL).extracting(Operation::plane).containsOnly(Plane.CONTROL);
  }

  @Test
  void theControlPlaneIsRestOnly() {
    assertThat(ControlOperations.ALL)
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
  }

  @Test
  void recordsAndInferenceAreRestOnly() {
    assertThat(InferenceOperations.ALL)
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
    assertThat(List.of(DataOperations.UPSERT_RECORDS, DataOperations.SEARCH_RECORDS))
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
  }
}
