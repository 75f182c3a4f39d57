package io.pinelink.cli.data;

import io.pinelink.documents.Document;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A kind of rows in a file.
 *
 * @param unit the word for them
 * @param file opens a file
 * @param stream reads a stream
 */
public record FileKind<T>(String unit, FromFile<T> file, FromStream<T> stream) {
  public static final FileKind<Vector> VECTORS =
      new FileKind<>("vectors", DataReader::vectors, DataReader::vectors);
  public static final FileKind<Document> DOCUMENTS =
      new FileKind<>("documents", DataReader::documents, DataReader::documents);
  public static final FileKind<TextRecord> RECORDS =
      new FileKind<>("records", DataReader::records, DataReader::records);

  /** Opens a file. */
  public interface FromFile<T> {
    DataReader<T> open(Path file, DataReadOptions options);
  }

  /** Reads a stream. */
  public interface FromStream<T> {
    DataReader<T> open(InputStream stream, String name, DataReadOptions options);
  }
}
