package io.pinelink.files;

import io.pinelink.files.internal.ParquetJars;
import io.pinelink.files.internal.VectorRow;
import io.pinelink.model.Vector;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Parquet files of a bulk import: a folder for each namespace, with files {@code
 * 00000.parquet}, {@code 00001.parquet} and so on, in the columns {@code id}, {@code values},
 * {@code sparse_values} and {@code metadata} that the vectors need.
 *
 * <pre>{@code
 * try (ParquetImportWriter writer = ParquetImportWriter.create(Path.of("dictionary"))) {
 *   writer.write("animals", Vector.of("cat", values));
 * }
 * }</pre>
 *
 * <p>Put the folder into a bucket and start the import there with {@code
 * StartImportRequest.from(uri)}.
 *
 * <ul>
 *   <li><b>Memory</b>: one row group per open file. With the defaults, that is 16 MiB for each of
 *       at most 16 files.
 *   <li><b>Names</b>: a file is called {@code ….parquet.unfinished} until all of it is on disk.
 *       Imports ignore such names. A process that dies leaves complete and unfinished files, never
 *       a partial file under a final name.
 *   <li><b>Order</b>: write one namespace after the other if possible. If many are mixed, files are
 *       completed early to make room for others, which results in more files: see {@link
 *       ParquetImportOptions.Builder#maxOpenNamespaces}.
 *   <li><b>Interrupts</b>: an interrupt during a write fails the writer, since Java closes the
 *       file.
 *   <li><b>Ids</b> are not compared: of two vectors with the same id in a namespace, either may
 *       win.
 * </ul>
 *
 * <p>Thread-safe: writes are serialized. Source: "Import records", API version 2026-04.
 */
public final class ParquetImportWriter implements AutoCloseable {
  private final ImportFolder<VectorRow> folder;

  /** The namespaces whose files have a column for sparse values. */
  private final Set<String> sparse = new HashSet<>();

  private int dimension = -1;

  private ParquetImportWriter(ImportFolder<VectorRow> folder) {
    this.folder = folder;
  }

  /** Creates a writer with the default options: {@link #create(Path, ParquetImportOptions)}. */
  public static ParquetImportWriter create(Path folder) {
    return create(folder, ParquetImportOptions.defaults());
  }

  /**
   * Creates a writer into a folder, which is created if it does not exist.
   *
   * @param folder the parent of the namespaces' folders. It must be empty, since an import reads
   *     everything in it
   * @throws IllegalArgumentException if the folder is not empty
   * @throws UncheckedIOException if the folder cannot be created or read
   */
  public static ParquetImportWriter create(Path folder, ParquetImportOptions options) {
    Objects.requireNonNull(folder, "folder is null");
    Objects.requireNonNull(options, "options is null");
    return create(folder, options, ImportLimits.ofService());
  }

  static ParquetImportWriter create(
      Path folder, ParquetImportOptions options, ImportLimits limits) {
    ParquetJars.makeReadable();
    return new ParquetImportWriter(
        ImportFolder.create(folder, new ParquetFormat(options), options.split(), limits));
  }

  /**
   * Writes a vector. Its file is complete once it has reached its size, or when the writer is
   * closed.
   *
   * @param namespace at most 512 ASCII characters without NUL and {@code /}, valid as a folder name
   *     in the file system; empty or {@code __default__} for the default namespace
   * @param vector must be valid in an upsert, and keep some rules that an upsert leaves to the
   *     service: at most 40,960 bytes of metadata as JSON, no sparse value that is 0, and not all
   *     dense values 0. All vectors have the same number of dense values, since they go into one
   *     index
   * @throws IllegalArgumentException if the namespace or the vector is invalid; the writer stays
   *     usable
   * @throws IllegalStateException if the writer is closed, has failed, or has reached an import's
   *     limit of namespaces, files or bytes
   * @throws UncheckedIOException if a file cannot be written. If earlier vectors were lost, the
   *     writer has failed: it writes nothing more, and closing it removes unfinished files
   */
  public synchronized void write(String namespace, Vector vector) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(vector, "vector is null");
    folder.checkUsable();
    String name = FolderName.of(namespace);
    VectorRow row = row(name, vector);
    folder.write(name, row);
    dimension = row.vector().dimension();
    if (row.columns().hasSparse()) {
      sparse.add(name);
    }
  }

  /**
   * Writes vectors one by one with {@link #write(String, Vector)}. Vectors before an invalid one
   * are written.
   *
   * @param vectors a stream of any length; it is not closed
   * @throws IllegalArgumentException if a vector is invalid; the message names it
   */
  public void writeAll(String namespace, Stream<Vector> vectors) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(vectors, "vectors is null");
    for (Iterator<Vector> all = vectors.iterator(); all.hasNext(); ) {
      write(namespace, all.next());
    }
  }

  private VectorRow row(String namespace, Vector vector) {
    VectorRow row;
    try {
      row = VectorRow.of(vector, sparse.contains(namespace));
    } catch (IllegalArgumentException e) {
      throw refused(namespace, vector, e.getMessage(), e);
    }
    int values = vector.dimension();
    if (dimension >= 0 && values != dimension) {
      throw refused(
          namespace, vector, values + " dense values, expected " + dimension + " as before", null);
    }
    return row;
  }

  private static IllegalArgumentException refused(
      String namespace, Vector vector, @Nullable String why, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "vector '" + vector.id() + "' for namespace '" + namespace + "': " + why, cause);
  }

  /**
   * Returns the contents of the files that are complete so far. After {@link #close} that is all
   * files.
   */
  public synchronized WrittenFiles written() {
    return folder.written();
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
    folder.close();
  }
}
