package io.pinelink.files;

import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes the files of a bulk import: a folder for each namespace, with files that are numbered from
 * {@code 00000}. For an index of vectors they are Parquet files, in the columns {@code id}, {@code
 * values}, {@code sparse_values} and {@code metadata} that the vectors need. For a document index
 * they are JSON Lines files: each line is a document, {@link Document#toJson}.
 *
 * <pre>{@code
 * try (ImportWriter<Vector> writer = ImportWriter.vectors(Path.of("dictionary"))) {
 *   writer.write("animals", Vector.of("cat", values));
 * }
 * }</pre>
 *
 * <p>Put the folder into a bucket and start the import there with {@code
 * StartImportRequest.from(uri)}.
 *
 * <ul>
 *   <li><b>Memory</b>: for each of at most 16 open files one row group of Parquet, which is 16 MiB
 *       with the defaults, or 64 KiB of JSON Lines.
 *   <li><b>Names</b>: the name of a file ends in {@code .unfinished} until all of it is on disk.
 *       Imports ignore such names. A process that dies leaves complete and unfinished files, never
 *       a partial file under a final name.
 *   <li><b>Order</b>: write one namespace after the other if possible. If many are mixed, files are
 *       completed early to make room for others, which results in more files: see {@link
 *       ImportOptions.Builder#maxOpenNamespaces}.
 *   <li><b>Interrupts</b>: an interrupt during a write fails the writer, since Java closes the
 *       file.
 *   <li><b>Ids</b> are not compared: of two rows with the same id in a namespace, either may win.
 *   <li><b>Schema</b>: set the schema of a document index ({@link ImportOptions.Builder#schema}) to
 *       have documents checked against it. Only the service counts the tokens of a text for
 *       full-text search, at most 10,000.
 * </ul>
 *
 * <p>Thread-safe: writes are serialized. Source: "Import records", API version 2026-04; "Import
 * data", API version 2026-07.
 *
 * @param <T> the type of the rows: {@link Vector} or {@link Document}
 */
public final class ImportWriter<T> implements AutoCloseable {
  private final ImportedRows<T, ?> rows;

  private ImportWriter(ImportedRows<T, ?> rows) {
    this.rows = rows;
  }

  /** Creates a writer of vectors with the default options. */
  public static ImportWriter<Vector> vectors(Path folder) {
    return vectors(folder, ImportOptions.defaults());
  }

  /**
   * Creates a writer of vectors into a folder, which is created if it does not exist.
   *
   * @param folder the parent of the namespaces' folders. It must be empty, since an import reads
   *     everything in it
   * @throws IllegalArgumentException if the folder is not empty
   * @throws UncheckedIOException if the folder cannot be created or read
   */
  public static ImportWriter<Vector> vectors(Path folder, ImportOptions options) {
    return vectors(folder, options, ImportLimits.ofService());
  }

  static ImportWriter<Vector> vectors(Path folder, ImportOptions options, ImportLimits limits) {
    Objects.requireNonNull(folder, "folder is null");
    Objects.requireNonNull(options, "options is null");
    return new ImportWriter<>(VectorImport.create(folder, options, limits));
  }

  /** Creates a writer of documents with the default options. */
  public static ImportWriter<Document> documents(Path folder) {
    return documents(folder, ImportOptions.defaults());
  }

  /** Creates a writer of documents, as {@link #vectors(Path, ImportOptions)} does of vectors. */
  public static ImportWriter<Document> documents(Path folder, ImportOptions options) {
    return documents(folder, options, ImportLimits.ofService());
  }

  static ImportWriter<Document> documents(Path folder, ImportOptions options, ImportLimits limits) {
    Objects.requireNonNull(folder, "folder is null");
    Objects.requireNonNull(options, "options is null");
    return new ImportWriter<>(DocumentImport.create(folder, options, limits));
  }

  /**
   * Writes a row. Its file is complete once it has reached its size, or when the writer is closed.
   *
   * @param namespace at most 512 ASCII characters without NUL and {@code /}, valid as a folder name
   *     in the file system; empty or {@code __default__} for the default namespace
   * @param row must be valid in an upsert, and keep some rules that an upsert leaves to the
   *     service: no sparse value that is 0, and not all dense values 0. A vector has at most 40,960
   *     bytes of metadata as JSON. A document has at least one field and at most 2,000,000 bytes as
   *     JSON, and fits the schema if the options have one. The dense values of vectors, or of a
   *     field of documents, have the same dimension in all rows, since they go into one index
   * @throws IllegalArgumentException if the namespace or the row is invalid; the message names the
   *     row, and the field of a document. The writer stays usable
   * @throws IllegalStateException if the writer is closed, has failed, or has reached an import's
   *     limit of namespaces, files or bytes
   * @throws UncheckedIOException if a file cannot be written. If earlier rows were lost, the writer
   *     has failed: it writes nothing more, and closing it removes unfinished files
   */
  public synchronized void write(String namespace, T row) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(row, "row is null");
    rows.folder().checkUsable();
    rows.write(FolderName.of(namespace), row);
  }

  /**
   * Writes rows one by one with {@link #write}. Rows before an invalid one are written.
   *
   * @param all a stream of any length; it is not closed
   * @throws IllegalArgumentException if a row is invalid; the message names it
   */
  public void writeAll(String namespace, Stream<T> all) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(all, "all is null");
    for (Iterator<T> each = all.iterator(); each.hasNext(); ) {
      write(namespace, each.next());
    }
  }

  /**
   * Returns the contents of the files that are complete so far. After {@link #close} that is all
   * files.
   */
  public synchronized WrittenFiles written() {
    return rows.folder().written();
  }

  /**
   * Completes all files; {@link #written} returns their contents. A writer that has failed removes
   * its unfinished files instead. A second call does nothing.
   *
   * @throws UncheckedIOException if a file cannot be completed; the others are. Other failures,
   *     such as a native library that cannot be loaded, are thrown unwrapped
   */
  @Override
  public synchronized void close() {
    rows.folder().close();
  }
}
