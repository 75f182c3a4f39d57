package io.pinelink.contract;

import io.pinelink.spi.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a part of the API, and a request for each of its operations that is always fine. */
final class Section {
  private final List<Row> rows = new ArrayList<>();
  private final Set<Operation<?, ?>> withoutBody = new HashSet<>();
  private final Map<Operation<?, ?>, Object> samples = new LinkedHashMap<>();
  private final Access access;

  /** Operations that an API key lets in. */
  Section() {
    this(Access.API_KEY);
  }

  Section(Access access) {
    this.access = access;
  }

  /** What lets the area's calls in. */
  Access access() {
    return access;
  }

  /** A request that the service would take; where faults are scripted, nobody looks into it. */
  <Q, R> Section sample(Operation<Q, R> operation, Q request) {
    samples.put(operation, request);
    return this;
  }

  /** Operations whose answers have no body over REST, or one that nobody looks at. */
  Section noBodyOverRest(Operation<?, ?>... operations) {
    withoutBody.addAll(List.of(operations));
    return this;
  }

  Section row(Operation<?, ?> operation, Property aspect, String what, Row.Check check) {
    rows.add(new Row(operation, aspect, what, check));
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
