package io.pinelink.local;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.internal.product.ServerControls;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The embedded server as a product: with a data directory, an HTTP interface of its own under
 * {@code /_pinelink/}, seeds, exports and snapshots. {@code pinelink local} starts one.
 *
 * <pre>{@code
 * try (LocalServer local =
 *     LocalServer.builder(EmbeddedPinecone.builder().localMode(5080)).data(directory).start()) {
 *   // clients in any language connect to http://localhost:5080
 * }
 * }</pre>
 *
 * <p>All methods can be called from any thread.
 */
public final class LocalServer implements AutoCloseable {
  private final EmbeddedPinecone server;
  private final LocalProduct product;

  LocalServer(EmbeddedPinecone server, LocalProduct product) {
    this.server = server;
    this.product = product;
  }

  /**
   * Returns a builder for a local server.
   *
   * @param server configures the service; each start of the local server starts it
   */
  public static LocalServerBuilder builder(EmbeddedPineconeBuilder server) {
    return new LocalServerBuilder(Objects.requireNonNull(server, "server is null"));
  }

  /**
   * Returns the server that serves clients. Its {@link EmbeddedPinecone#reset reset} also loads the
   * seeds of the builder again, and clears the data directory with the data.
   */
  public EmbeddedPinecone pinecone() {
    return server;
  }

  /** Returns the parts of the server, for tests that need no network. */
  ServerControls controls() {
    return product.controls();
  }

  /**
   * Makes the server ready for callers of its interface; a second call has no effect.
   *
   * @see LocalServerBuilder#notReadyAtStart
   */
  public void markReady() {
    product.markReady(server);
  }

  /**
   * Returns a snapshot of all projects, API keys, users, service accounts, invites, indexes with
   * their data, collections, backups, schedules and jobs. It includes writes that are not visible
   * to reads yet. Writes to an index wait while it is copied; each index is as it was at one
   * moment. The snapshot takes about as much memory as the data.
   *
   * @throws IllegalStateException if the server {@linkplain EmbeddedPineconeBuilder#countingOnly()
   *     only counts}
   */
  public ServerSnapshot snapshot() {
    return new ServerSnapshot(product.snapshot());
  }

  /**
   * Replaces everything that {@link #snapshot()} includes by the content of a snapshot, which may
   * be one of another server. Clients remain valid as far as the snapshot has their project and
   * key; an {@code Index} works again if the snapshot has an index of its name. Tokens of the admin
   * API are revoked. All restored writes are visible to reads. If the server has a {@linkplain
   * LocalServerBuilder#data data directory}, the restored data is saved before the method returns.
   *
   * @throws java.io.UncheckedIOException if the snapshot is damaged, in which case nothing has
   *     changed, or the restored data cannot be saved
   * @throws IllegalStateException if the server {@linkplain EmbeddedPineconeBuilder#countingOnly()
   *     only counts}
   */
  public void restore(ServerSnapshot snapshot) {
    product.restore(Objects.requireNonNull(snapshot, "snapshot is null").content());
  }

  /**
   * Writes the indexes of the {@linkplain EmbeddedPinecone#project() first project} with their
   * namespaces, records and aliases to a directory that is a {@linkplain LocalServerBuilder#seed
   * seed}. Collections, backups and schedules are not part of it. Writes that reads do not see yet
   * are included. Writes do not wait for the export, so it may contain some that end after it
   * begins, and not others.
   *
   * <p>The directory gets its name when it is complete. It may exist only if it is empty or an
   * earlier export, which is replaced, and it cannot be a mount point.
   *
   * @throws IllegalArgumentException if the directory contains anything else
   * @throws IllegalStateException if the server {@linkplain EmbeddedPineconeBuilder#countingOnly()
   *     only counts}, or the library that writes Parquet is missing
   * @throws java.io.UncheckedIOException if it cannot be written; an earlier export is then
   *     unchanged
   */
  public void export(Path directory, ExportFormat format) {
    Objects.requireNonNull(directory, "directory is null");
    product.export(directory, Objects.requireNonNull(format, "format is null"));
  }

  /**
   * Closes the server as {@link EmbeddedPinecone#close} does. Changes that were not saved yet are
   * saved, and an {@linkplain LocalServerBuilder#exportOnClose export} is written. A second call
   * has no effect.
   *
   * @throws IllegalArgumentException if an export would replace anything but an earlier export
   * @throws IllegalStateException if an export is not possible
   * @throws java.io.UncheckedIOException if an export cannot be written, or changes cannot be saved
   */
  @Override
  public void close() {
    server.close();
  }
}
