package io.pinelink.contract;

import io.pinelink.spi.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a part of the API, and a valid sample request for each of its operations. */
final class Section {
  private final List<Row> rows = new ArrayList<>();
  private final Set<Operation<?, ?>> withoutBody = new HashSet<>();
  private final Map<Operation<?, ?>, Object> samples = new LinkedHashMap<>();
  private final Access access;

  /** Creates a section of operations that need an API key. */
  Section() {
    this(Access.API_KEY);
  }

  Section(Access access) {
    this.access = access;
  }

  /** Returns the kind of credential that the operations of the section need. */
  Access access() {
    return access;
  }

  /** Adds a request that the service accepts; with a scripted fault, its content is irrelevant. */
  <Q, R> Section sample(Operation<Q, R> operation, Q request) {
    samples.put(operation, request);
    return this;
  }

  /** Marks operations whose REST responses have no body, or one that clients ignore. */
  Section noBodyOverRest(Operation<?, ?>... operations) {
    withoutBody.addAll(List.of(operations));
    return this;
  }

  Section row(Operation<?, ?> operation, Property property, String what, Row.Check check) {
    rows.add(new Row(operation, property, what, check));
    return this;
  }

  boolean hasBodyOverRest(Operation<?, ?> operation) {
    return !withoutBody.contains(operation);
  }

  List<Row> rows() {
    return rows;
  }

  Map<Operation<?, ?>, Object> samples() {
    return samples;
  }
}
