package io.pinelink.internal.retry;

import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations that are not idempotent, but whose retry reveals that an earlier attempt of the
 * same call was executed: creating a namespace alias, where the refusal contains the target of the
 * alias that exists, and deleting one.
 */
final class EarlierAttempt {
  /** The value in the details of a taken name. */
  private static final String TARGET = "target_namespace";

  private EarlierAttempt() {}

  /** Returns whether a retry of the operation reveals that an earlier attempt was executed. */
  static boolean isRevealedByRetry(Operation<?, ?> operation) {
    return operation.equals(AliasOperations.CREATE_NAMESPACE_ALIAS)
        || operation.equals(AliasOperations.DELETE_NAMESPACE_ALIAS);
  }

  /**
   * Returns the result of a call whose earlier attempt may have been executed, if the failure of
   * this attempt shows that it was; null if the call has failed.
   *
   * @param describe reads the alias that an earlier attempt created, since the failure does not
   *     contain its times
   */
  static <Q, R> @Nullable CompletableFuture<R> result(
      Operation<Q, R> operation,
      Q request,
      PinelinkException failure,
      Function<ByName, CompletableFuture<NamespaceAlias>> describe) {
    if (operation.equals(AliasOperations.CREATE_NAMESPACE_ALIAS)
        && request instanceof AliasTarget alias
        && failure instanceof AlreadyExistsException taken
        && alias.targetNamespace().equals(taken.reasonMetadata().get(TARGET))) {
      return Futures.map(describe.apply(ByName.ofAlias(alias.name())), operation.response()::cast);
    }
    if (operation.equals(AliasOperations.DELETE_NAMESPACE_ALIAS)
        && failure instanceof NotFoundException gone
        && gone.info().isPresent()) {
      return CompletableFuture.completedFuture(
          operation.response().cast(new VectorResponses.EmptyResult(gone.info().get())));
    }
    return null;
  }
}
