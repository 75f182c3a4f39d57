package io.pinelink.contract;

import io.pinelink.spi.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All areas together. */
final class Contract {
  private static final List<Section> AREAS =
      List.of(
          VectorRows.area(),
          NamespaceRows.area(),
          RecordRows.area(),
          RecordSearchRows.area(),
          RecordSearchLimitRows.area(),
          ImportRows.area(),
          InferenceRows.area(),
          ModelRows.area(),
          CreateIndexRows.area(),
          ModelIndexRows.area(),
          IndexRows.area(),
          ConfigureIndexRows.area(),
          CollectionRows.area(),
          BackupRows.area(),
          RestoreRows.area(),
          OrganizationRows.area(),
          ProjectRows.area(),
          ApiKeyRows.area(),
          LoginRows.area());

  private Contract() {}

  static List<Row> rows() {
    return AREAS.stream().flatMap(area -> area.rows().stream()).toList();
  }

  /** The operations that have a sample, with it. */
  static Map<Operation<?, ?>, Object> samples() {
    Map<Operation<?, ?>, Object> samples = new LinkedHashMap<>();
    AREAS.forEach(area -> samples.putAll(area.samples()));
    return samples;
  }

  /** The sample of an operation; the operation's own class of requests, since it was put so. */
  static <Q> Q sample(Operation<Q, ?> operation) {
    Object sample = samples().get(operation);
    if (sample == null) {
      throw new AssertionError("operation " + operation + " has no sample in the contract");
    }
    return operation.request().cast(sample);
  }

  static Access access(Operation<?, ?> operation) {
    return AREAS.stream()
        .filter(area -> area.samples().containsKey(operation))
        .map(Section::access)
        .findFirst()
        .orElse(Access.API_KEY);
  }

  static boolean hasBodyOverRest(Operation<?, ?> operation) {
    return AREAS.stream().allMatch(area -> area.hasBodyOverRest(operation));
  }

  static Stream<Row> rowsOf(Operation<?, ?> operation) {
    return rows().stream().filter(row -> row.operation().equals(operation));
  }
}
