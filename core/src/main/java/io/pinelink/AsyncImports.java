package io.pinelink;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.Waiter;
import io.pinelink.internal.waiter.WaiterConditions;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.spi.ImportOperations;
import io.pinelink.spi.request.ById;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous variant of {@link Imports}. Futures and publishers behave as in {@link
 * AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncImports extends Facade {
  AsyncImports(Caller caller) {
    super(caller);
  }

  /** Returns a view with other call settings, as {@link Imports#with(CallOptions)} does. */
  public AsyncImports with(CallOptions options) {
    return new AsyncImports(options.applyTo(caller));
  }

  /** Starts an import, as {@link Imports#start(StartImportRequest)} does. */
  public CompletableFuture<StartImportResponse> start(StartImportRequest request) {
    return caller.call(ImportOperations.START_IMPORT, request);
  }

  /** Starts an import, as {@link Imports#start(String, Consumer)} does. */
  public CompletableFuture<StartImportResponse> start(
      String uri, Consumer<StartImportRequest.Builder> request) {
    return start(Check.configured(StartImportRequest.builder(uri), request).build());
  }

  /** Describes an import, as {@link Imports#describe(String)} does. */
  public CompletableFuture<ImportDescription> describe(String id) {
    return caller.call(ImportOperations.DESCRIBE_IMPORT, ById.ofImport(id));
  }

  /** Lists a page of imports, as {@link Imports#list(PageRequest)} does. */
  public CompletableFuture<ListResponse<ImportDescription>> list(PageRequest request) {
    return caller.call(ImportOperations.LIST_IMPORTS, request);
  }

  /** Lists a page of imports, as {@link Imports#list()} does. */
  public CompletableFuture<ListResponse<ImportDescription>> list() {
    return list(PageRequest.all());
  }

  /** Lists a page of imports, as {@link Imports#list(Consumer)} does. */
  public CompletableFuture<ListResponse<ImportDescription>> list(
      Consumer<PageRequest.Builder> request) {
    return list(Check.configured(PageRequest.builder(), request).build());
  }

  /** Publishes all imports, as {@link Imports#listAll} lists them. */
  public Flow.Publisher<ImportDescription> listAll(PageRequest request) {
    return descriptions(request).publisher();
  }

  /** Publishes all imports, as {@link Imports#listAll()} does. */
  public Flow.Publisher<ImportDescription> listAll() {
    return listAll(PageRequest.all());
  }

  /** Publishes all imports, as {@link Imports#listAll(Consumer)} does. */
  public Flow.Publisher<ImportDescription> listAll(Consumer<PageRequest.Builder> request) {
    return listAll(Check.configured(PageRequest.builder(), request).build());
  }

  PageSource<ImportDescription> descriptions(PageRequest request) {
    return PageSource.of(request, this::list);
  }

  /** Cancels an import, as {@link Imports#cancel(String)} does. */
  public CompletableFuture<@Nullable Void> cancel(String id) {
    return Futures.map(
        caller.call(ImportOperations.CANCEL_IMPORT, ById.ofImport(id)), response -> null);
  }

  /** Waits until an import is completed, as {@link Imports#awaitImport(String, Duration)} does. */
  public CompletableFuture<ImportDescription> awaitImport(String id, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.importCompleted(id));
  }
}
