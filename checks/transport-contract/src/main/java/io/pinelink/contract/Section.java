package io.pinelink.contract;

import io.pinelink.spi.CallContext;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The rows of a part of the API, and a valid sample request for each of its operations. */
final class Section {
  private final List<Row> rows = new ArrayList<>();
  private final Set<Operation<?, ?>> withoutBody = new HashSet<>();
  private final Map<Operation<?, ?>, Object> samples = new LinkedHashMap<>();
  private final BiFunction<Calls, Duration, CallContext> access;
  private boolean onlyStatus;

  /** Creates a section of operations of an index. */
  Section() {
    this(Calls::ofIndex);
  }

  /**
   * Creates a section.
   *
   * @param access returns the context of a sample within a timeout: its host and credentials
   */
  Section(BiFunction<Calls, Duration, CallContext> access) {
    this.access = access;
  }

  /** Returns the context of a sample. */
  CallContext context(Calls calls, Duration timeout) {
    return access.apply(calls, timeout);
  }

  /** Marks errors as known by their status alone, which several codes share. */
  Section reportsOnlyTheStatus() {
    onlyStatus = true;
    return this;
  }

  boolean isOnlyStatusReported() {
    return onlyStatus;
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
