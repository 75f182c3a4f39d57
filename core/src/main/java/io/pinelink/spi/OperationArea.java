package io.pinelink.spi;

import io.pinelink.model.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations of one class, which share a plane, protocols and the table of their facts. */
final class OperationArea {
  private final Plane plane;
  private final Set<Protocol> protocols;
  private final Function<String, @Nullable OperationFacts<?, ?>> facts;
  private final List<Operation<?, ?>> operations = new ArrayList<>();
  private boolean serverlessOnly;

  /**
   * Creates an area without operations.
   *
   * @param facts returns the facts of an operation by its name; null if it has none of its own
   */
  OperationArea(
      Plane plane,
      Set<Protocol> protocols,
      Function<String, @Nullable OperationFacts<?, ?>> facts) {
    this.plane = plane;
    this.protocols = protocols;
    this.facts = facts;
  }

  /** Marks all operations as not supported by pod-based indexes. */
  OperationArea onServerlessOnly() {
    serverlessOnly = true;
    return this;
  }

  <Q, R> Operation<Q, R> read(String since, String name, Class<Q> request, Class<R> response) {
    return add(since, name, request, response, Effect.READ_ONLY);
  }

  <Q, R> Operation<Q, R> idempotent(
      String since, String name, Class<Q> request, Class<R> response) {
    return add(since, name, request, response, Effect.IDEMPOTENT);
  }

  /** Adds an operation that is not idempotent. */
  <Q, R> Operation<Q, R> once(String since, String name, Class<Q> request, Class<R> response) {
    return add(since, name, request, response, Effect.NOT_IDEMPOTENT);
  }

  private <Q, R> Operation<Q, R> add(
      String since, String name, Class<Q> request, Class<R> response, Effect effect) {
    Operation<Q, R> operation =
        new Operation<>(name, request, response, plane, effect, since, protocols, facts);
    operations.add(operation);
    return serverlessOnly ? operation.onServerlessOnly() : operation;
  }

  List<Operation<?, ?>> operations() {
    return Collections.unmodifiableList(operations);
  }
}
