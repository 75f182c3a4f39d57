package io.pinelink.contract;

import io.pinelink.spi.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All sections of the contract. */
final class Contract {
  private static final List<Section> SECTIONS =
      List.of(
          VectorRows.section(),
          ColumnRows.section(),
          NamespaceRows.section(),
          NamespaceAliasRows.section(),
          RecordRows.section(),
          RecordSearchRows.section(),
          RecordSearchLimitRows.section(),
          DocumentRows.section(),
          DocumentSearchRows.section(),
          ImportRows.section(),
          InferenceRows.section(),
          ModelRows.section(),
          CreateIndexRows.section(),
          DocumentIndexRows.section(),
          ModelIndexRows.section(),
          IndexRows.section(),
          ConfigureIndexRows.section(),
          CollectionRows.section(),
          BackupRows.section(),
          RestoreRows.section(),
          BackupScheduleRows.section(),
          ConversionRows.section(),
          OrganizationRows.section(),
          ProjectRows.section(),
          ApiKeyRows.section(),
          UserRows.section(),
          InviteRows.section(),
          ServiceAccountRows.section(),
          RoleBindingRows.section(),
          MetricsRows.section(),
          LoginRows.section());

  private Contract() {}

  static List<Row> rows() {
    return SECTIONS.stream().flatMap(section -> section.rows().stream()).toList();
  }

  /** Returns the samples by operation. */
  static Map<Operation<?, ?>, Object> samples() {
    Map<Operation<?, ?>, Object> samples = new LinkedHashMap<>();
    SECTIONS.forEach(section -> samples.putAll(section.samples()));
    return samples;
  }

  /** Returns the sample of an operation, which is an instance of its request type. */
  static <Q> Q sample(Operation<Q, ?> operation) {
    Object sample = samples().get(operation);
    if (sample == null) {
      throw new AssertionError("operation " + operation + " has no sample in the contract");
    }
    return operation.request().cast(sample);
  }

  static Access access(Operation<?, ?> operation) {
    return SECTIONS.stream()
        .filter(section -> section.samples().containsKey(operation))
        .map(Section::access)
        .findFirst()
        .orElse(Access.API_KEY);
  }

  static boolean hasBodyOverRest(Operation<?, ?> operation) {
    return SECTIONS.stream().allMatch(section -> section.hasBodyOverRest(operation));
  }

  static Stream<Row> rowsOf(Operation<?, ?> operation) {
    return rows().stream().filter(row -> row.operation().equals(operation));
  }
}
