package io.pinelink.files.data;

import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vectors, records or documents of a data file one by one. Memory does not depend on the
 * size of the file.
 *
 * <pre>{@code
 * try (DataReader<Vector> vectors = DataReader.vectors(Path.of("vectors.parquet"))) {
 *   index.bulkUpsert(vectors.source(), BulkOptions.builder().checkpoint(Path.of("load.checkpoint")).build());
 * }
 * }</pre>
 *
 * <p>The format follows from the file's name ({@link DataFormat#of}) or from the options. JSON
 * Lines and CSV are UTF-8, and may be compressed with gzip, which is recognized by their content.
 *
 * <ul>
 *   <li><b>JSON Lines</b>: a vector has {@code id}, {@code values}, {@code sparseValues} or {@code
 *       sparse_values}, and {@code metadata}; other members are refused. A record or a document has
 *       {@code _id} or {@code id}, and its fields. An array of numbers in a document is dense
 *       values, and an object of {@code indices} and {@code values} sparse values.
 *   <li><b>CSV</b>: the columns are the same. Dense values are a JSON array in one column, or one
 *       column for each; other columns are metadata or fields. Empty cells are left out.
 *   <li><b>Parquet</b>: as the service imports it ({@code id}, {@code values}, {@code
 *       sparse_values}, and {@code metadata} as JSON), and as pandas and Arrow write it: lists of
 *       32-bit or 64-bit floats; other columns of strings, numbers, booleans and lists of strings
 *       are metadata or fields. A page of each column is held in memory, not a row group. Needs a
 *       file.
 * </ul>
 *
 * <p>A row that cannot be used goes to {@link DataReadOptions.Builder#onInvalidRow}, and reading
 * continues. Numbers that a 64-bit float cannot represent, such as 9007199254740993, are refused,
 * since the service would store another number. Lines end with LF or CRLF and have at most 16 MiB.
 *
 * <p>Not thread-safe; {@link #bytesRead} and {@link #rows} may be called by any thread.
 *
 * @param <T> the type of the rows
 */
public final class DataReader<T> implements Iterator<T>, AutoCloseable {
  private final String name;
  private final RowInput input;
  private final RowShape<T> shape;
  private final DataReadOptions options;
  private @Nullable T next;
  private boolean ended;
  private boolean closed;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong invalidRows = new AtomicLong();

  private DataReader(String name, RowInput input, RowShape<T> shape, DataReadOptions options) {
    this.name = name;
    this.input = input;
    this.shape = shape;
    this.options = options;
  }

  /** Opens a file of vectors with the default options. */
  public static DataReader<Vector> vectors(Path file) {
    return vectors(file, DataReadOptions.defaults());
  }

  /**
   * Opens a file of vectors.
   *
   * @throws IllegalArgumentException if the format is not known, or the file does not have it or
   *     lacks a column
   * @throws UncheckedIOException if the file cannot be read
   */
  public static DataReader<Vector> vectors(Path file, DataReadOptions options) {
    return open(file, new VectorShape(), options);
  }

  /**
   * Reads vectors from a stream, which is closed with the reader.
   *
   * @param name what messages call the stream, such as {@code standard input}
   * @throws IllegalArgumentException if the format is Parquet, or the stream lacks a column
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static DataReader<Vector> vectors(
      InputStream stream, String name, DataReadOptions options) {
    return open(stream, name, new VectorShape(), options);
  }

  /** Opens a file of records with the default options. */
  public static DataReader<TextRecord> records(Path file) {
    return records(file, DataReadOptions.defaults());
  }

  /** Opens a file of records, as {@link #vectors(Path, DataReadOptions)} does. */
  public static DataReader<TextRecord> records(Path file, DataReadOptions options) {
    return open(file, new RecordShape(), options);
  }

  /** Reads records from a stream, as {@link #vectors(InputStream, String, DataReadOptions)}. */
  public static DataReader<TextRecord> records(
      InputStream stream, String name, DataReadOptions options) {
    return open(stream, name, new RecordShape(), options);
  }

  /** Opens a file of documents with the default options. */
  public static DataReader<Document> documents(Path file) {
    return documents(file, DataReadOptions.defaults());
  }

  /** Opens a file of documents, as {@link #vectors(Path, DataReadOptions)} does. */
  public static DataReader<Document> documents(Path file, DataReadOptions options) {
    return open(file, new DocumentShape(), options);
  }

  /** Reads documents from a stream, as {@link #vectors(InputStream, String, DataReadOptions)}. */
  public static DataReader<Document> documents(
      InputStream stream, String name, DataReadOptions options) {
    return open(stream, name, new DocumentShape(), options);
  }

  private static <T> DataReader<T> open(Path file, RowShape<T> shape, DataReadOptions options) {
    Objects.requireNonNull(file, "file is null");
    Objects.requireNonNull(options, "options is null");
    DataFormat format = DataFormat.of(options.format(), file);
    try {
      RowInput input =
          format == DataFormat.PARQUET
              ? ParquetRows.open(file, shape, options)
              : text(ByteInput.open(file), format, file.toString(), shape, options);
      return new DataReader<>(file.toString(), input, shape, options);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static <T> DataReader<T> open(
      InputStream stream, String name, RowShape<T> shape, DataReadOptions options) {
    Objects.requireNonNull(stream, "stream is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(options, "options is null");
    DataFormat format = options.format().orElse(DataFormat.JSON_LINES);
    if (format == DataFormat.PARQUET) {
      throw new IllegalArgumentException(
          name + " cannot be read as Parquet, whose index is at its end; use a file");
    }
    try {
      return new DataReader<>(
          name, text(ByteInput.of(stream), format, name, shape, options), shape, options);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static RowInput text(
      ByteInput bytes, DataFormat format, String name, RowShape<?> shape, DataReadOptions options)
      throws IOException {
    try {
      return format == DataFormat.CSV
          ? CsvRows.open(bytes, name, shape, options)
          : JsonRows.open(bytes, shape);
    } catch (IOException | RuntimeException | Error e) {
      bytes.close();
      throw e;
    }
  }

  private static UncheckedIOException unreadable(String name, IOException cause) {
    return new UncheckedIOException("cannot read " + name + ": " + cause, cause);
  }

  /**
   * Returns whether there is another row.
   *
   * @throws IllegalArgumentException if a row is invalid and the options have no receiver for it;
   *     the message has the file, the line and the reason
   * @throws UncheckedIOException if the rest cannot be read
   */
  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      try {
        advance();
      } catch (IOException e) {
        ended = true;
        throw new UncheckedIOException(
            "cannot read " + name + " after line " + input.line() + ": " + e, e);
      }
    }
    return next != null;
  }

  private void advance() throws IOException {
    RowMembers members;
    try {
      members = input.next();
      if (members == null) {
        ended = true;
        return;
      }
    } catch (InvalidRowException e) {
      refuse(e.reason(), input.json());
      return;
    }
    T row;
    try {
      row = shape.row(members);
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()), input.json());
      return;
    }
    Optional<String> problem = shape.problem(row, options);
    if (problem.isPresent()) {
      refuse(problem.get(), input.json().or(() -> Optional.of(shape.json(row))));
      return;
    }
    next = row;
  }

  private void refuse(String reason, Optional<String> json) {
    invalidRows.incrementAndGet();
    InvalidRow row = new InvalidRow(name, input.line(), reason, json);
    options
        .invalidRows()
        .orElseThrow(() -> new IllegalArgumentException(row.message()))
        .accept(row);
  }

  /**
   * Returns the next row.
   *
   * @throws NoSuchElementException if there is none; and as {@link #hasNext}
   */
  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no rows are left in " + name);
    }
    T row = Objects.requireNonNull(next);
    next = null;
    rows.incrementAndGet();
    return row;
  }

  /**
   * Returns the remaining rows as the source of a bulk operation, which closes this reader at its
   * end. A bulk operation with a checkpoint skips the rows that were accepted before: open the same
   * file again and use its source from the beginning.
   */
  public BulkSource<T> source() {
    return BulkSource.of(
        StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                    this, Spliterator.ORDERED | Spliterator.NONNULL),
                false)
            .onClose(this::close));
  }

  /** Returns a row as a line of JSON that a reader of such rows reads, without a line end. */
  public String toJson(T row) {
    return shape.json(Objects.requireNonNull(row, "row is null"));
  }

  /** Returns the number of rows that {@link #next} has returned. */
  public long rows() {
    return rows.get();
  }

  /** Returns the number of invalid rows so far. */
  public long invalidRows() {
    return invalidRows.get();
  }

  /** Returns the line of the last row that was read, as in {@link InvalidRow}; 0 before it. */
  public long line() {
    return input.line();
  }

  /** Returns how much of the file has been read, in bytes as they are on disk. */
  public long bytesRead() {
    return input.bytesRead();
  }

  /** Returns the size of the file in bytes; empty for a stream. */
  public OptionalLong totalBytes() {
    return input.totalBytes();
  }

  /** Returns the number of rows in the file, which only a Parquet file contains. */
  public OptionalLong totalRows() {
    return input.totalRows();
  }

  /**
   * Closes the file or stream. A second call does nothing.
   *
   * @throws UncheckedIOException if it cannot be closed
   */
  @Override
  public void close() {
    ended = true;
    next = null;
    if (closed) {
      return;
    }
    closed = true;
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + name + ": " + e, e);
    }
  }

  /** Returns the name of the file. */
  @Override
  public String toString() {
    return "DataReader[" + name + "]";
  }
}
