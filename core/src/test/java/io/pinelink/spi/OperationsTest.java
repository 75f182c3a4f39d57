package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.EmptyRequest;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Set<Class<?>> SHARED =
      Set.of(
          AliasTarget.class,
          ById.class,
          ByName.class,
          EmptyRequest.class,
          PageRequest.class,
          DeleteRequest.class,
          ListIdsRequest.class);

  private static final List<Class<?>> AREAS =
      List.of(
          DataOperations.class,
          AliasOperations.class,
          DocumentOperations.class,
          ImportOperations.class,
          ControlOperations.class,
          InferenceOperations.class,
          MetricsOperations.class);

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

  /**
   * The response to a call by id or name describes the resource with that id or name, unless it is
   * empty or lists the parts of the resource.
   */
  @Test
  void responsesWithTheNameOrIdOfWhatWasRequestedNameTheirSubject() {
    List<String> byIdOrName =
        Operations.all().stream()
            .filter(operation -> Set.of(ById.class, ByName.class).contains(operation.request()))
            .filter(operation -> !operation.response().equals(EmptyResponse.class))
            .map(Operation::name)
            .filter(name -> !name.equals("discoverMetrics"))
            .toList();
    List<String> others =
        List.of(
            "createIndex",
            "createDocumentIndex",
            "createIndexForModel",
            "configureIndex",
            "createCollection",
            "createBackup",
            "updateBackupSchedule",
            "createNamespace",
            "createNamespaceAlias",
            "repointNamespaceAlias",
            "fetch",
            "listIds",
            "searchRecords",
            "fetchDocuments",
            "searchDocuments",
            "listDocuments",
            "upsertDocuments",
            "updateDocuments",
            "deleteDocuments");

    assertThat(byIdOrName).hasSizeGreaterThan(9);
    assertThat(Operations.all())
        .filteredOn(Operation::namesSubject)
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(byIdOrName.stream(), others.stream()).toList());
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
  void importsAreRestOnly() {
    assertThat(ImportOperations.AREA.operations())
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
  }

  @Test
  void eachAreaHasItsPlane() {
    assertThat(DataOperations.AREA.operations())
        .extracting(Operation::plane)
        .containsOnly(Plane.DATA);
    assertThat(ImportOperations.AREA.operations())
        .extracting(Operation::plane)
        .containsOnly(Plane.DATA);
    assertThat(ControlOperations.AREA.operations())
        .extracting(Operation::plane)
        .containsOnly(Plane.CONTROL);
    assertThat(InferenceOperations.AREA.operations())
        .extracting(Operation::plane)
        .containsOnly(Plane.CONTROL);
    assertThat(MetricsOperations.AREA.operations())
        .extracting(Operation::plane)
        .containsOnly(Plane.CONTROL);
  }

  @Test
  void theControlPlaneIsRestOnly() {
    assertThat(ControlOperations.AREA.operations())
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
  }

  @Test
  void recordsAndInferenceAreRestOnly() {
    assertThat(InferenceOperations.AREA.operations())
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
    assertThat(List.of(DataOperations.UPSERT_RECORDS, DataOperations.SEARCH_RECORDS))
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
  }
}
