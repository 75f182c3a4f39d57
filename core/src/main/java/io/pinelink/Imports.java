package io.pinelink;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The bulk imports of one index, in all its namespaces: the service reads files from object storage
 * in the background, Parquet into an index of vectors and JSON Lines into a document index. Get it
 * from {@link Index#imports()} or {@link DocumentIndex#imports()}. Available for serverless indexes
 * of paid plans only. Requires the artifact {@code io.pinelink:pinelink-rest}.
 *
 * <p>Immutable and thread-safe. Calls block and throw as in {@link Index}, and throw an {@link
 * IllegalStateException} if the transport is missing.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 *
 * @see <a href="https://docs.pinecone.io/guides/index-data/import-data">Import records, API version
 *     2026-04</a>
 */
public class Imports extends Facade {
  private final Executor callbacks;
  private final AsyncImports async;

  Imports(Caller caller, Executor callbacks) {
    super(caller.inPlace());
    this.callbacks = callbacks;
    this.async = new AsyncImports(this.caller);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncImports async() {
    return new AsyncImports(caller.completingOn(callbacks));
  }

  /** Returns a view of the imports with other call settings. */
  public Imports with(CallOptions options) {
    return new Imports(options.applyTo(caller), callbacks);
  }

  /** Starts an import and does not wait for its end. */
  public StartImportResponse start(StartImportRequest request) {
    return Futures.await(async.start(request));
  }

  /** Starts an import, as {@link #start(StartImportRequest)} does. */
  public StartImportResponse start(String uri, Consumer<StartImportRequest.Builder> request) {
    return start(Check.configured(StartImportRequest.builder(uri), request).build());
  }

  /**
   * Describes an import. Source: describeBulkImport, API version 2026-04.
   *
   * @throws io.pinelink.error.NotFoundException if no import has this id
   */
  public ImportDescription describe(String id) {
    return Futures.await(async.describe(id));
  }

  /** Lists a page of the index's imports. Source: listBulkImports, API version 2026-04. */
  public ListResponse<ImportDescription> list(PageRequest request) {
    return Futures.await(async.list(request));
  }

  /** Lists a page of imports, as {@code list(PageRequest.all())} does. */
  public ListResponse<ImportDescription> list() {
    return list(PageRequest.all());
  }

  /** Lists a page of imports, as {@link #list(PageRequest)} does. */
  public ListResponse<ImportDescription> list(Consumer<PageRequest.Builder> request) {
    return list(Check.configured(PageRequest.builder(), request).build());
  }

  /** Lists all imports page by page, as {@link #list} does, starting at the request's page. */
  public Paged<ImportDescription> listAll(PageRequest request) {
    return new Paged<>(async.descriptions(request));
  }

  /** Lists all imports, as {@code listAll(PageRequest.all())} does. */
  public Paged<ImportDescription> listAll() {
    return listAll(PageRequest.all());
  }

  /** Lists all imports, as {@link #listAll(PageRequest)} does. */
  public Paged<ImportDescription> listAll(Consumer<PageRequest.Builder> request) {
    return listAll(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Cancels an import. Cancelling an import that has ended has no effect and is not an error.
   * Records that were written remain. Source: cancelBulkImport, API version 2026-04.
   *
   * @throws io.pinelink.error.NotFoundException if no import has this id
   */
  public void cancel(String id) {
    var unused = Futures.await(async.cancel(id));
  }

  /**
   * Waits until an import is completed. Polls every 100 ms at first; the interval grows to 5 s.
   * Fails early if the import can never be completed, and as soon as the next poll would exceed the
   * timeout. Transient failures do not end the wait.
   *
   * @throws io.pinelink.error.DeadlineExceededException if the import is not completed in time; it
   *     continues
   * @throws io.pinelink.error.NotFoundException if no import has this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} and the import's
   *     error if the import failed or was cancelled
   */
  public ImportDescription awaitImport(String id, Duration timeout) {
    return Futures.await(async.awaitImport(id, timeout));
  }
}
