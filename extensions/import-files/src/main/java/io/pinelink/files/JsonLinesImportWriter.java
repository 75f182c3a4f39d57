package io.pinelink.files;

import io.pinelink.documents.Document;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON Lines files of a bulk import into a document index: a folder for each namespace,
 * with files {@code 00000.jsonl}, {@code 00001.jsonl} and so on. Each line is a document: {@link
 * Document#toJson}.
 *
 * <pre>{@code
 * try (JsonLinesImportWriter writer = JsonLinesImportWriter.create(Path.of("articles"))) {
 *   writer.write("en", Document.builder("a-1").put("title", "Spring tides").build());
 * }
 * }</pre>
 *
 * <p>Put the folder into a bucket and start the import there with {@code
 * StartImportRequest.from(uri)}. An index of vectors reads Parquet files instead: {@link
 * ParquetImportWriter}.
 *
 * <ul>
 *   <li><b>Memory</b>: 64 KiB for each of at most 16 open files, and one document.
 *   <li><b>Names</b>: a file is called {@code ….jsonl.unfinished} until all of it is on disk.
 *       Imports ignore such names. A process that dies leaves complete and unfinished files, never
 *       a partial file under a final name.
 *   <li><b>Order</b>: write one namespace after the other if possible. If many are mixed, files are
 *       completed early to make room for others, which results in more files: see {@link
 *       JsonLinesImportOptions.Builder#maxOpenNamespaces}.
 *   <li><b>Interrupts</b>: an interrupt during a write fails the writer, since Java closes the
 *       file.
 *   <li><b>Ids</b> are not compared: of two documents with the same id in a namespace, either may
 *       win.
 *   <li><b>Schema</b>: set the schema of the index ({@link JsonLinesImportOptions.Builder#schema})
 *       to have documents checked against it. Only the service counts the tokens of a text for
 *       full-text search, at most 10,000.
 * </ul>
 *
 * <p>Thread-safe: writes are serialized. Source: "Import data", API version 2026-07.
 */
public final class JsonLinesImportWriter implements AutoCloseable {
  private final ImportFolder<byte[]> folder;
  private final @Nullable SchemaCheck schema;

  /** The number of dense values by the name of the field. */
  private final Map<String, Integer> dimensions = new HashMap<>();

  private JsonLinesImportWriter(ImportFolder<byte[]> folder, @Nullable SchemaCheck schema) {
    this.folder = folder;
    this.schema = schema;
  }

  /** Creates a writer with the default options: {@link #create(Path, JsonLinesImportOptions)}. */
  public static JsonLinesImportWriter create(Path folder) {
    return create(folder, JsonLinesImportOptions.defaults());
  }

  /**
   * Creates a writer into a folder, which is created if it does not exist.
   *
   * @param folder the parent of the namespaces' folders. It must be empty, since an import reads
   *     everything in it
   * @throws IllegalArgumentException if the folder is not empty
   * @throws UncheckedIOException if the folder cannot be created or read
   */
  public static JsonLinesImportWriter create(Path folder, JsonLinesImportOptions options) {
    Objects.requireNonNull(folder, "folder is null");
    Objects.requireNonNull(options, "options is null");
    return create(folder, options, ImportLimits.ofService());
  }

  static JsonLinesImportWriter create(
      Path folder, JsonLinesImportOptions options, ImportLimits limits) {
    return new JsonLinesImportWriter(
        ImportFolder.create(folder, new JsonLinesFormat(), options.split(), limits),
        options.schema().map(SchemaCheck::new).orElse(null));
  }

  /**
   * Writes a document. Its file is complete once it has reached its size, or when the writer is
   * closed.
   *
   * @param namespace at most 512 ASCII characters without NUL and {@code /}, valid as a folder name
   *     in the file system; empty or {@code __default__} for the default namespace
   * @param document must be valid in an upsert, and keep some rules that an upsert leaves to the
   *     service: at least one field, at most 2,000,000 bytes as JSON, no sparse value that is 0,
   *     and not all dense values of a field 0. The dense values of a field have the same dimension
   *     in all documents, since they go into one index. If the options have a schema, the document
   *     fits it
   * @throws IllegalArgumentException if the namespace or the document is invalid; the message names
   *     the document and the field, and the writer stays usable
   * @throws IllegalStateException if the writer is closed, has failed, or has reached an import's
   *     limit of namespaces, files or bytes
   * @throws UncheckedIOException if a file cannot be written. If earlier documents were lost, the
   *     writer has failed: it writes nothing more, and closing it removes unfinished files
   */
  public synchronized void write(String namespace, Document document) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(document, "document is null");
    folder.checkUsable();
    String name = FolderName.of(namespace);
    DocumentLine line = line(name, document);
    folder.write(name, line.json());
    dimensions.putAll(line.dimensions());
  }

  private DocumentLine line(String namespace, Document document) {
    try {
      DocumentLine line = DocumentLine.of(document, schema);
      line.checkDimensions(dimensions);
      return line;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "document '" + document.id() + "' for namespace '" + namespace + "': " + e.getMessage(),
          e);
    }
  }

  /**
   * Writes documents one by one with {@link #write(String, Document)}. Documents before an invalid
   * one are written.
   *
   * @param documents a stream of any length; it is not closed
   * @throws IllegalArgumentException if a document is invalid; the message names it
   */
  public void writeAll(String namespace, Stream<Document> documents) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(documents, "documents is null");
    for (Iterator<Document> all = documents.iterator(); all.hasNext(); ) {
      write(namespace, all.next());
    }
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
   * @throws UncheckedIOException if a file cannot be completed; the others are
   */
  @Override
  public synchronized void close() {
    folder.close();
  }
}
