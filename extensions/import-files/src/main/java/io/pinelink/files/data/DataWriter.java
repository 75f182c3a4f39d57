package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.documents.Document;
import io.pinelink.files.internal.JsonLines;
import io.pinelink.files.internal.RowWriter;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

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
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int ROW_GROUP_BYTES = 16 * 1024 * 1024;
  private static final String UNFINISHED = ".unfinished";

  private final String name;
  private final @Nullable Path file;
  private final RowWriter<T> rows;
  private final AtomicLong count = new AtomicLong();
  private volatile long bytes;
  private boolean failed;
  private boolean closed;

  private DataWriter(String name, @Nullable Path file, RowWriter<T> rows) {
    this.name = name;
    this.file = file;
    this.rows = rows;
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
              case PARQUET ->
                  VectorParquet.create(unfinished, options.compression(), ROW_GROUP_BYTES);
              case CSV -> new VectorCsv(stream(unfinished, isGzip(file)));
              case JSON_LINES -> jsonLines(stream(unfinished, isGzip(file)), new VectorShape());
            });
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
      case CSV -> new DataWriter<>("the stream", null, new VectorCsv(kept));
      case JSON_LINES -> new DataWriter<>("the stream", null, jsonLines(kept, new VectorShape()));
    };
  }

  /** Creates a file of records with the default options. */
  public static DataWriter<TextRecord> records(Path file) {
    return records(file, DataWriteOptions.defaults());
  }

  /**
   * Creates a file of records.
   *
   * @throws IllegalArgumentException if the format is not JSON Lines
   * @throws UncheckedIOException if the file cannot be created
   */
  public static DataWriter<TextRecord> records(Path file, DataWriteOptions options) {
    return lines(file, options, new RecordShape(), "records");
  }

  /**
   * Writes records to a stream, which is flushed but not closed.
   *
   * @throws IllegalArgumentException if the format is not JSON Lines
   */
  public static DataWriter<TextRecord> records(OutputStream stream, DataWriteOptions options) {
    return lines(stream, options, new RecordShape(), "records");
  }

  /** Creates a file of documents with the default options. */
  public static DataWriter<Document> documents(Path file) {
    return documents(file, DataWriteOptions.defaults());
  }

  /**
   * Creates a file of documents.
   *
   * @throws IllegalArgumentException if the format is not JSON Lines
   * @throws UncheckedIOException if the file cannot be created
   */
  public static DataWriter<Document> documents(Path file, DataWriteOptions options) {
    return lines(file, options, new DocumentShape(), "documents");
  }

  /**
   * Writes documents to a stream, which is flushed but not closed.
   *
   * @throws IllegalArgumentException if the format is not JSON Lines
   */
  public static DataWriter<Document> documents(OutputStream stream, DataWriteOptions options) {
    return lines(stream, options, new DocumentShape(), "documents");
  }

  private static <T> DataWriter<T> lines(
      Path file, DataWriteOptions options, RowShape<T> shape, String kind) {
    checkLines(format(file, options), kind);
    return create(file, unfinished -> jsonLines(stream(unfinished, isGzip(file)), shape));
  }

  private static <T> DataWriter<T> lines(
      OutputStream stream, DataWriteOptions options, RowShape<T> shape, String kind) {
    Objects.requireNonNull(stream, "stream is null");
    Objects.requireNonNull(options, "options is null");
    checkLines(options.format().orElse(DataFormat.JSON_LINES), kind);
    return new DataWriter<>("the stream", null, jsonLines(new Unclosed(stream), shape));
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

  private interface Creation<T> {
    RowWriter<T> create(Path unfinished) throws IOException;
  }

  private static <T> DataWriter<T> create(Path file, Creation<T> creation) {
    Path unfinished = unfinished(file);
    try {
      // The rest of an earlier attempt.
      Files.deleteIfExists(unfinished);
      return new DataWriter<>(file.toString(), file, creation.create(unfinished));
    } catch (IOException e) {
      throw unwritable(file.toString(), e);
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  private static OutputStream stream(Path file, boolean gzip) throws IOException {
    OutputStream plain =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new BufferedOutputStream(
        gzip ? new GZIPOutputStream(plain, BUFFER_BYTES) : plain, BUFFER_BYTES);
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
      rows.write(row);
    } catch (IOException e) {
      throw unwritable(name, e);
    } catch (UncheckedIOException e) {
      throw unwritable(name, new IOException(e.getMessage(), e));
    }
    failed = false;
    count.incrementAndGet();
    bytes = rows.bytes();
  }

  /** Returns the number of rows that were written. */
  public long rows() {
    return count.get();
  }

  /** Returns the size of the rows so far in bytes, before gzip. */
  public long bytes() {
    return bytes;
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
      if (failed) {
        closeQuietly();
      } else {
        rows.close();
        finish();
        complete = true;
      }
    } catch (IOException e) {
      throw unwritable(name, e);
    } catch (UncheckedIOException e) {
      throw unwritable(name, new IOException(e.getMessage(), e));
    } finally {
      if (!complete) {
        delete();
      }
    }
  }

  private void closeQuietly() {
    try {
      rows.close();
    } catch (IOException | RuntimeException e) {
      // The reason for discarding the file has been reported.
    }
  }

  private void finish() throws IOException {
    if (file == null) {
      return;
    }
    Path unfinished = unfinished(file);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void delete() {
    if (file == null) {
      return;
    }
    try {
      Files.deleteIfExists(unfinished(file));
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
