package io.pinelink;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.routing.OpenedIndex;
import io.pinelink.routing.Route;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The asynchronous variant of the methods of {@link Pinelink} that open an index or refresh routes:
 * every call returns at once. Get it from {@link Pinelink#async()}.
 *
 * <pre>{@code
 * client.async().index("docs").thenCompose(docs -> docs.query(request)).thenAccept(this::show);
 * }</pre>
 *
 * <p>Every failure arrives through the future, also if the host is invalid, the index is of another
 * kind or the client is closed; only a null argument is thrown by the call itself. Futures complete
 * on the client's callback executor. Cancelling a future ends the exchange on the wire.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncPinelink {
  private final Pinelink client;
  private final Executor callbacks;

  AsyncPinelink(Pinelink client, Executor callbacks) {
    this.client = client;
    this.callbacks = callbacks;
  }

  /** Opens an index by name, as {@link Pinelink#index(String)} does. */
  public CompletableFuture<AsyncIndex> index(String name) {
    return opened(client.opening(name, OpenedIndex.INDEX), AsyncIndex::new);
  }

  /** Opens an index by its host, as {@link Pinelink#indexAt(String)} does. */
  public CompletableFuture<AsyncIndex> indexAt(String host) {
    return opened(openingAt(host), AsyncIndex::new);
  }

  /** Opens an index of records by name, as {@link Pinelink#records(String)} does. */
  public CompletableFuture<AsyncRecordIndex> records(String name) {
    return opened(client.opening(name, OpenedIndex.RECORDS), AsyncRecordIndex::new);
  }

  /** Opens an index of records by its host, as {@link Pinelink#recordsAt(String)} does. */
  public CompletableFuture<AsyncRecordIndex> recordsAt(String host) {
    return opened(openingAt(host), AsyncRecordIndex::new);
  }

  /** Opens a document index by name, as {@link Pinelink#documents(String)} does. */
  public CompletableFuture<AsyncDocumentIndex> documents(String name) {
    return opened(client.opening(name, OpenedIndex.DOCUMENTS), AsyncDocumentIndex::new);
  }

  /** Opens a document index by its host, as {@link Pinelink#documentsAt(String)} does. */
  public CompletableFuture<AsyncDocumentIndex> documentsAt(String host) {
    return opened(openingAt(host), AsyncDocumentIndex::new);
  }

  /** Refreshes the routes of all indexes, as {@link Pinelink#refreshRoutes()} does. */
  public CompletableFuture<List<Route>> refreshRoutes() {
    return Futures.completeOn(callbacks, client.refreshing());
  }

  private CompletableFuture<Caller> openingAt(String host) {
    Objects.requireNonNull(host, "host is null");
    try {
      return client.openingAt(host);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> CompletableFuture<T> opened(
      CompletableFuture<Caller> opening, Function<Caller, T> facade) {
    return Futures.completeOn(
        callbacks, Futures.map(opening, caller -> facade.apply(caller.completingOn(callbacks))));
  }

  /** Returns the class name and the control plane's route, never the key. */
  @Override
  public String toString() {
    return "Async" + client;
  }
}
