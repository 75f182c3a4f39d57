package io.pinelink.contract;

import io.pinelink.spi.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The sections of a contract. */
record Contract(List<Section> sections) {
  /** Returns the contract of the operations that both protocols offer. */
  static Contract ofBothProtocols() {
    return new Contract(
        List.of(
            VectorRows.section(),
            ColumnRows.section(),
            NamespaceRows.section(),
            NamespaceAliasRows.section()));
  }

  /** Returns this contract with more sections. */
  Contract and(List<Section> more) {
    List<Section> all = new ArrayList<>(sections);
    all.addAll(more);
    return new Contract(all);
  }

  List<Row> rows() {
    return sections.stream().flatMap(section -> section.rows().stream()).toList();
  }

  /** Returns the operations of the contract, each of which has a sample. */
  Set<Operation<?, ?>> operations() {
    return samples().keySet();
  }

  private Map<Operation<?, ?>, Object> samples() {
    Map<Operation<?, ?>, Object> samples = new LinkedHashMap<>();
    sections.forEach(section -> samples.putAll(section.samples()));
    return samples;
  }

  /** Returns the sample of an operation, which is an instance of its request type. */
  <Q> Q sample(Operation<Q, ?> operation) {
    Object sample = samples().get(operation);
    if (sample == null) {
      throw new AssertionError("operation " + operation + " has no sample in the contract");
    }
    return operation.request().cast(sample);
  }

  /** Returns the section with the sample of an operation. */
  Section of(Operation<?, ?> operation) {
    return sections.stream()
        .filter(section -> section.samples().containsKey(operation))
        .findFirst()
        .orElseThrow(() -> new AssertionError("operation " + operation + " has no section"));
  }

  boolean hasBodyOverRest(Operation<?, ?> operation) {
    return sections.stream().allMatch(section -> section.hasBodyOverRest(operation));
  }

  Stream<Row> rowsOf(Operation<?, ?> operation) {
    return rows().stream().filter(row -> row.operation().equals(operation));
  }
}
