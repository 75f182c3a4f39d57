package io.pinelink;

import io.pinelink.imports.CancelImportResponse;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.ListImportsRequest;
import io.pinelink.imports.ListImportsResponse;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The bulk imports of one index, whatever its namespace: the service reads Parquet files from
 * object storage in the background. Get it from {@link Index#imports()}. Serverless indexes of paid
 * plans only. Needs the artifact {@code io.pinelink:pinelink-rest}.
 *
 * <p>Immutable and thread-safe. Calls wait and throw as those of {@link Index}; an {@link
 * IllegalStateException} also if the transport is missing.
 *
 * @see <a href="https://docs.pinecone.io/guides/index-data/import-data">Import records, API version
 *     2026-04</a>
 */
public final class Imports {
  private final Caller caller;
  private final Executor callbacks;
  private final AsyncImports async;

  Imports(Caller caller, Executor callbacks) {
    this.caller = caller.inPlace();
    this.callbacks = callbacks;
    this.async = new AsyncImports(this.caller);
  }

  /** Returns the same calls as futures. */
  public AsyncImports async() {
    return new AsyncImports(caller.completingOn(callbacks));
  }

  /** Returns the route of the next call: that of the index. */
  public Route route() {
    return caller.route();
  }

  /** Returns the imports with other settings for their calls. */
  public Imports with(CallOptions options) {
    return new Imports(options.applyTo(caller), callbacks);
  }

  /**
   * Starts an import and does not wait for it.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">startBulkImport, API version 2026-04</a>
   */
  public StartImportResponse start(StartImportRequest request) {
    return Futures.await(async.start(request));
  }

  /**
   * Describes an import.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @see <a href="https://docs.pinecone.io/reference/api">describeBulkImport, API version
   *     2026-04</a>
   */
  public ImportDescription describe(String id) {
    return Futures.await(async.describe(id));
  }

  /**
   * Lists a page of the index's imports.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">listBulkImports, API version 2026-04</a>
   */
  public ListImportsResponse list(ListImportsRequest request) {
    return Futures.await(async.list(request));
  }

  /** Walks all pages of {@link #list}, from the request's on. */
  public Paged<ImportDescription> listAll(ListImportsRequest request) {
    return new Paged<>(async.descriptions(request));
  }

  /**
   * Cancels an import. One that has ended stays as it is, which is no error; what was written stays
   * written.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @see <a href="https://docs.pinecone.io/reference/api">cancelBulkImport, API version 2026-04</a>
   */
  public CancelImportResponse cancel(String id) {
    return Futures.await(async.cancel(id));
  }

  /**
   * Waits until an import is completed, asking at first each 100 ms, at last each 5 s. Ends early
   * when it never will be, and as soon as the next question would come too late. Failures that may
   * pass are waited through.
   *
   * @throws io.pinelink.error.DeadlineExceededException if it is not completed in time; it goes on
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} and the import's
   *     error if it failed or was cancelled
   */
  public ImportDescription awaitImport(String id, Duration timeout) {
    return Futures.await(async.awaitImport(id, timeout));
  }

  /** The route. */
  @Override
  public String toString() {
    return "Imports[" + route() + "]";
  }
}
