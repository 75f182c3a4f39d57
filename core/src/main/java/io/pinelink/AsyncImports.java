package io.pinelink;

import io.pinelink.imports.CancelImportResponse;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.ListImportsRequest;
import io.pinelink.imports.ListImportsResponse;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.waiter.Waiter;
import io.pinelink.internal.waiter.WaiterConditions;
import io.pinelink.routing.Route;
import io.pinelink.spi.ImportOperations;
import io.pinelink.spi.request.CancelImportRequest;
import io.pinelink.spi.request.DescribeImportRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * The calls of {@link Imports}, without waiting; futures behave as those of {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 */
public final class AsyncImports {
  private final Caller caller;

  AsyncImports(Caller caller) {
    this.caller = caller;
  }

  /** As {@link Imports#route()}. */
  public Route route() {
    return caller.route();
  }

  /** As {@link Imports#with(CallOptions)}. */
  public AsyncImports with(CallOptions options) {
    return new AsyncImports(options.applyTo(caller));
  }

  /** As {@link Imports#start(StartImportRequest)}. */
  public CompletableFuture<StartImportResponse> start(StartImportRequest request) {
    return caller.call(ImportOperations.START_IMPORT, request);
  }

  /** As {@link Imports#describe(String)}. */
  public CompletableFuture<ImportDescription> describe(String id) {
    return caller.call(ImportOperations.DESCRIBE_IMPORT, new DescribeImportRequest(id));
  }

  /** As {@link Imports#list(ListImportsRequest)}. */
  public CompletableFuture<ListImportsResponse> list(ListImportsRequest request) {
    return caller.call(ImportOperations.LIST_IMPORTS, request);
  }

  /** As {@link Imports#listAll}; pages are asked for as a subscriber needs them. */
  public Flow.Publisher<ImportDescription> listAll(ListImportsRequest request) {
    return descriptions(request).publisher();
  }

  PageSource<ImportDescription> descriptions(ListImportsRequest request) {
    return token ->
        list(token == null ? request : request.toBuilder().paginationToken(token).build());
  }

  /** As {@link Imports#cancel(String)}. */
  public CompletableFuture<CancelImportResponse> cancel(String id) {
    return caller.call(ImportOperations.CANCEL_IMPORT, new CancelImportRequest(id));
  }

  /** As {@link Imports#awaitImport(String, Duration)}. */
  public CompletableFuture<ImportDescription> awaitImport(String id, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.importCompleted(id));
  }

  /** The route. */
  @Override
  public String toString() {
    return "AsyncImports[" + route() + "]";
  }
}
