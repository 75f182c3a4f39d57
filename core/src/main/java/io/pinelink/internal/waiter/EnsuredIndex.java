package io.pinelink.internal.waiter;

import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.request.ByName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An index that is created unless it exists. Each poll describes the index, and creates it only if
 * there is none. A creation with an unknown outcome therefore needs no special handling: the next
 * poll shows whether it succeeded.
 *
 * @param name the name of the index
 * @param shape the properties that an existing index must have in common with the request
 * @param create the operation that creates the index
 * @param request the request of that operation
 */
public record EnsuredIndex<Q>(
    String name, RequestedShape shape, Operation<Q, IndexDescription> create, Q request) {
  private static final String OPERATION = "ensureIndex";

  /** Ensures an index of vectors, and waits until it is ready. */
  public static CompletableFuture<IndexDescription> await(
      Caller caller, CreateIndexRequest request, Duration timeout) {
    return new EnsuredIndex<>(
            request.name(), RequestedShape.of(request), ControlOperations.CREATE_INDEX, request)
        .await(caller, timeout);
  }

  /** Ensures an index with integrated embedding, and waits until it is ready. */
  public static CompletableFuture<IndexDescription> await(
      Caller caller, CreateIndexForModelRequest request, Duration timeout) {
    return new EnsuredIndex<>(
            request.name(),
            RequestedShape.of(request),
            ControlOperations.CREATE_INDEX_FOR_MODEL,
            request)
        .await(caller, timeout);
  }

  private CompletableFuture<IndexDescription> await(Caller caller, Duration timeout) {
    caller.require(create);
    return Futures.map(Waiter.until(caller, timeout, condition()), Optional::orElseThrow);
  }

  /**
   * Returns the condition, whose result is the index; empty while an index of this name is being
   * deleted.
   */
  WaiterCondition<Optional<IndexDescription>> condition() {
    return new WaiterCondition<>(
        OPERATION,
        this::poll,
        index -> index.isPresent() && index.get().status().ready(),
        index -> index.flatMap(i -> WaiterConditions.whyNotReady(i, name)));
  }

  private CompletableFuture<Optional<IndexDescription>> poll(Caller caller) {
    Deadline deadline = Deadline.after(caller.timeout());
    CompletableFuture<Optional<IndexDescription>> described =
        Futures.map(
            caller.call(ControlOperations.DESCRIBE_INDEX, ByName.ofIndex(name)), Optional::of);
    return Futures.then(
        Futures.recover(described, NotFoundException.class, Optional.empty()),
        found ->
            found.isPresent()
                ? CompletableFuture.completedFuture(checked(found.get(), caller))
                : created(caller, deadline.remaining()));
  }

  private CompletableFuture<Optional<IndexDescription>> created(Caller caller, Duration left) {
    if (left.isZero() || left.isNegative()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletableFuture<Optional<IndexDescription>> created =
        Futures.map(caller.within(left).call(create, request), Optional::of);
    // Another client was faster; the next poll compares its index.
    return Futures.recover(created, AlreadyExistsException.class, Optional.empty());
  }

  private Optional<IndexDescription> checked(IndexDescription index, Caller caller) {
    if (index.status().isTerminating()) {
      return Optional.empty();
    }
    List<String> differences = shape.differences(index);
    if (differences.isEmpty()) {
      return Optional.of(index);
    }
    throw Failures.refusal(
        new FailedCall(OPERATION, caller.route(), 1),
        new Refusal(
            ErrorCode.ALREADY_EXISTS,
            "index '%s' exists with another shape and was not changed: %s"
                .formatted(name, String.join("; ", differences)),
            null,
            null),
        null);
  }
}
