package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.documents.Document;
import io.pinelink.files.ParquetCompression;
import io.pinelink.files.internal.JsonLines;
import io.pinelink.files.internal.OpenFile;
import io.pinelink.files.internal.ParquetJars;
import io.pinelink.files.internal.RowWriter;
import io.pinelink.files.internal.VectorColumns;
import io.pinelink.files.internal.VectorFile;
import io.pinelink.files.internal.VectorRow;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes vectors, records or documents into a data file, which a {@link DataReader} reads back
 * without any loss: every bit of the values, sparse values, and metadata or fields of each kind.
 *
 * <pre>{@code
 * try (DataWriter<Vector> file = DataWriter.vectors(Path.of("vectors.jsonl.gz"))) {
 *   index.scan(…).forEach(file::write);
 * }
 * }</pre>
 *
 * <p>Vectors are written as JSON Lines, CSV ({@code id}, {@code values}, {@code sparse_values} and
 * {@code metadata}, the last three as JSON) or Parquet (the same columns, as the service names
 * them); records and documents as JSON Lines. A row needs no memory after {@link #write}; Parquet
 * holds 16 MiB.
 *
 * <p>The file is called {@code ….unfinished} until {@link #close}, which waits for the disk and
 * then gives it its name; it replaces a file of that name. After a failed write it is deleted
 * instead. Not thread-safe; {@link #rows} and {@link #bytes} may be called by any thread.
 *
 * @param <T> the type of the rows
 */
public final class DataWriter<T> implements AutoCloseable {
  private static final int ROW_GROUP_BYTES = 16 * 1024 * 1024;

  private final String name;
  private final OpenFile<T> file;
  private boolean failed;
  private boolean closed;

  private DataWriter(String name, OpenFile<T> file) {
    this.name = name;
    this.file = file;
  }

  /** Creates a file of vectors with the default options. */
  public static DataWriter<Vector> vectors(Path file) {
    return vectors(file, DataWriteOptions.defaults());
  }

  /**
   * Creates a file of vectors.
   *
   * @throws IllegalArgumentException if the format is not known
   * @throws UncheckedIOException if the file cannot be created
   */
  public static DataWriter<Vector> vectors(Path file, DataWriteOptions options) {
    DataFormat format = format(file, options);
    return create(
        file,
        unfinished ->
            switch (format) {
              case PARQUET -> parquet(unfinished, options.compression());
              case CSV -> new VectorCsv(JsonLines.stream(unfinished, isGzip(file)));
              case JSON_LINES ->
                  jsonLines(JsonLines.stream(unfinished, isGzip(file)), new VectorShape());
            });
  }

  private static RowWriter<Vector> parquet(Path file, ParquetCompression compression)
      throws IOException {
    ParquetJars.makeReadable();
    return VectorFile.create(file, VectorColumns.ANY, compression.name(), ROW_GROUP_BYTES)
        .of(vector -> VectorRow.in(VectorColumns.ANY, vector));
  }

  /**
   * Writes vectors to a stream, which is flushed but not closed.
   *
   * @throws IllegalArgumentException if the format is Parquet
   */
  public static DataWriter<Vector> vectors(OutputStream stream, DataWriteOptions options) {
    Objects.requireNonNull(stream, "stream is null");
    Objects.requireNonNull(options, "options is null");
    OutputStream kept = new Unclosed(stream);
    return switch (options.format().orElse(DataFormat.JSON_LINES)) {
      case PARQUET -> throw new IllegalArgumentException("Parquet cannot be written to a stream");
      case CSV -> toStream(new VectorCsv(kept));
      case JSON_LINES -> toStream(jsonLines(kept, new VectorShape()));
    };
  }

  /** Creates a file of records with the default options. */
  public static DataWriter<TextRecord> records(Path file) {
    return records(file, DataWriteOptions.defaults());
  }

  /** Creates a JSON Lines file of records, as {@link #vectors(Path, DataWriteOptions)} does. */
  public static DataWriter<TextRecord> records(Path file, DataWriteOptions options) {
    return lines(file, options, new RecordShape(), "records");
  }

  /** Writes records to a stream, as {@link #vectors(OutputStream, DataWriteOptions)} does. */
  public static DataWriter<TextRecord> records(OutputStream stream, DataWriteOptions options) {
    return lines(stream, options, new RecordShape(), "records");
  }

  /** Creates a file of documents with the default options. */
  public static DataWriter<Document> documents(Path file) {
    return documents(file, DataWriteOptions.defaults());
  }

  /** Creates a JSON Lines file of documents, as {@link #vectors(Path, DataWriteOptions)} does. */
  public static DataWriter<Document> documents(Path file, DataWriteOptions options) {
    return lines(file, options, new DocumentShape(), "documents");
  }

  /** Writes documents to a stream, as {@link #vectors(OutputStream, DataWriteOptions)} does. */
  public static DataWriter<Document> documents(OutputStream stream, DataWriteOptions options) {
    return lines(stream, options, new DocumentShape(), "documents");
  }

  private static <T> DataWriter<T> lines(
      Path file, DataWriteOptions options, RowShape<T> shape, String kind) {
    checkLines(format(file, options), kind);
    return create(file, unfinished -> jsonLines(JsonLines.stream(unfinished, isGzip(file)), shape));
  }

  private static <T> DataWriter<T> lines(
      OutputStream stream, DataWriteOptions options, RowShape<T> shape, String kind) {
    Objects.requireNonNull(stream, "stream is null");
    Objects.requireNonNull(options, "options is null");
    checkLines(options.format().orElse(DataFormat.JSON_LINES), kind);
    return toStream(jsonLines(new Unclosed(stream), shape));
  }

  private static <T> RowWriter<T> jsonLines(OutputStream out, RowShape<T> shape) {
    return new JsonLines<>(out, row -> shape.json(row).getBytes(UTF_8));
  }

  private static void checkLines(DataFormat format, String kind) {
    if (format != DataFormat.JSON_LINES) {
      throw new IllegalArgumentException(
          kind + " are written as JSON Lines only, whose names end in .jsonl");
    }
  }

  private static DataFormat format(Path file, DataWriteOptions options) {
    Objects.requireNonNull(file, "file is null");
    Objects.requireNonNull(options, "options is null");
    return DataFormat.of(options.format(), file);
  }

  private static boolean isGzip(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static <T> DataWriter<T> toStream(RowWriter<T> rows) {
    return new DataWriter<>("the stream", OpenFile.stream(rows));
  }

  private static <T> DataWriter<T> create(Path file, OpenFile.Creation<T> creation) {
    try {
      return new DataWriter<>(file.toString(), OpenFile.create(file, creation));
    } catch (IOException e) {
      throw unwritable(file.toString(), e);
    }
  }

  private static UncheckedIOException unwritable(String name, IOException cause) {
    return new UncheckedIOException("cannot write " + name + ": " + cause, cause);
  }

  /**
   * Writes a row.
   *
   * @throws IllegalStateException if the writer is closed or has failed
   * @throws UncheckedIOException if the file cannot be written; closing the writer deletes it
   */
  public void write(T row) {
    Objects.requireNonNull(row, "row is null");
    if (closed || failed) {
      throw new IllegalStateException(
          "the writer of " + name + (closed ? " is closed" : " has failed before"));
    }
    failed = true;
    try {
      file.write(row);
    } catch (IOException e) {
      throw unwritable(name, e);
    } catch (UncheckedIOException e) {
      throw unwritable(name, new IOException(e.getMessage(), e));
    }
    failed = false;
  }

  /** Returns the number of rows that were written. */
  public long rows() {
    return file.rows();
  }

  /** Returns the size of the rows so far in bytes, before gzip. */
  public long bytes() {
    return file.bytes();
  }

  /**
   * Deletes the unfinished file and closes the writer. Of a stream nothing is taken back. Does
   * nothing after {@link #close}.
   */
  public void discard() {
    failed = true;
    close();
  }

  /**
   * Completes the file, or deletes it if a write failed. A second call does nothing.
   *
   * @throws UncheckedIOException if the file cannot be completed; it is then deleted
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean complete = false;
    try {
      if (!failed) {
        file.complete();
        complete = true;
      }
    } catch (IOException e) {
      throw unwritable(name, e);
    } catch (UncheckedIOException e) {
      throw unwritable(name, new IOException(e.getMessage(), e));
    } finally {
      if (!complete) {
        discardFile();
      }
    }
  }

  private void discardFile() {
    try {
      file.discard();
    } catch (IOException e) {
      // What failed before is reported; the next attempt deletes the file.
    }
  }

  /** Returns the name of the file. */
  @Override
  public String toString() {
    return "DataWriter[" + name + "]";
  }
}
