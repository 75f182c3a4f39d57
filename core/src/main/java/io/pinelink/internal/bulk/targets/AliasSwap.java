package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.error.NotFoundException;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The steps of a swap. Their order leaves readers on a complete data set wherever it is
 * interrupted: the alias moves only after the load is complete and readable.
 */
public record AliasSwap(Caller caller, NamespaceSwap swap) {
  public AliasSwap {
    // These calls name their namespace or alias themselves.
    caller = caller.inNamespace("");
  }

  /** Starts a swap, whose second step is the load of the new namespace. */
  public static CompletableFuture<NamespaceSwapReport> start(
      Caller caller,
      NamespaceSwap swap,
      BulkOptions options,
      Supplier<CompletableFuture<BulkReport>> load) {
    if (options.awaitVisible().isEmpty()) {
      throw new IllegalArgumentException(
          "options have no awaitVisible, expected one: readers must not be switched to a namespace"
              + " that is not readable yet");
    }
    if (options.collectsFailures()) {
      throw new IllegalArgumentException(
          "options collect failures, expected options that do not: readers must not be switched to"
              + " an incomplete namespace");
    }
    AliasSwap steps = new AliasSwap(caller, swap);
    return Futures.then(
        steps.previous(), previous -> Futures.then(load.get(), r -> steps.switched(previous, r)));
  }

  /**
   * Returns the namespace that the alias points to; empty if the alias does not exist. Fails with
   * an {@link IllegalStateException} if it points to the new one already.
   */
  private CompletableFuture<Optional<String>> previous() {
    CompletableFuture<Optional<String>> described =
        Futures.map(
            caller.call(AliasOperations.DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias(swap.alias())),
            alias -> Optional.of(otherThanNew(alias.targetNamespace())));
    return Futures.recover(described, NotFoundException.class, Optional.empty());
  }

  private String otherThanNew(String target) {
    if (target.equals(swap.namespace())) {
      throw new IllegalStateException(
          ("alias '%s' points to namespace '%s' already; load another namespace, so that"
                  + " readers never see half of the new data")
              .formatted(swap.alias(), target));
    }
    return target;
  }

  private CompletableFuture<NamespaceSwapReport> switched(
      Optional<String> previous, BulkReport load) {
    return Futures.then(
        pointed(previous.isPresent()),
        alias ->
            deleted(previous, new BulkReports.NamespaceSwapReportResult(alias, previous, load)));
  }

  private CompletableFuture<NamespaceAlias> pointed(boolean exists) {
    return caller.call(
        exists ? AliasOperations.REPOINT_NAMESPACE_ALIAS : AliasOperations.CREATE_NAMESPACE_ALIAS,
        new AliasTarget(swap.alias(), swap.namespace()));
  }

  private CompletableFuture<NamespaceSwapReport> deleted(
      Optional<String> previous, NamespaceSwapReport report) {
    if (!swap.deletesPrevious() || previous.isEmpty()) {
      return CompletableFuture.completedFuture(report);
    }
    String namespace = previous.get();
    return Futures.map(
        caller
            .inNamespace(namespace)
            .call(DataOperations.DELETE_NAMESPACE, ByName.ofNamespace(namespace)),
        unused -> report);
  }
}
