package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.inference.ModelRefusal;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RpcException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A file with the records of one namespace. It is read record by record, a Parquet file by row
 * group.
 *
 * @param header the number of the line that is not a record; 0 if there is none
 */
public record RecordFile(Path path, ImportFormat format, int header) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int BATCH = 1_000;

  /**
   * Returns a file whose name ends with the suffix of a format.
   *
   * @throws IllegalArgumentException if it does not
   */
  public static RecordFile of(Path path) {
    ImportFormat format =
        ImportFormat.of(path)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        path + " is neither a .jsonl nor a .parquet file"));
    return new RecordFile(path, format, 0);
  }

  /** A visitor of the lines that are not blank, which returns whether it wants more. */
  @FunctionalInterface
  public interface LineVisitor {
    boolean visit(String line, int number);
  }

  /** Reads the lines of a JSON Lines file. */
  public void lines(LineVisitor visitor) {
    try (BufferedReader in = Files.newBufferedReader(path)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
          line = line.substring(1);
        }
        if (!line.isBlank() && number != header && !visitor.visit(line, number)) {
          return;
        }
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(path + " is not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }

  /**
   * Returns all records, which have to fit an index.
   *
   * @throws IllegalArgumentException if a record is invalid; the message names the file, the line
   *     and the field
   */
  public List<StoredVector> records(
      RecordTarget target, ModelEmbedder embeddings, ClassLoader loader) {
    List<StoredVector> records = new ArrayList<>();
    if (format == ImportFormat.PARQUET) {
      Function<ImportRecord, StoredVector> decoder = ImportRecord::vector;
      if (target.schema() != null) {
        DocumentDecoder documents = new DocumentDecoder(target.schema(), embeddings);
        decoder = record -> record.document(documents);
      }
      Function<ImportRecord, StoredVector> decoded = decoder;
      rows(loader, row -> records.add(target.checked(decoded.apply(row))));
    } else {
      RecordLine decoder = RecordLine.of(target, embeddings);
      lines(
          (line, number) ->
              records.add(at(number, () -> target.checked(decoder.decode(line, number)))));
    }
    return records;
  }

  /**
   * Reads the rows of a Parquet file.
   *
   * @param visitor returns whether it wants more rows
   */
  public void rows(ClassLoader loader, Predicate<ImportRecord> visitor) {
    int[] row = {0};
    try {
      ParquetLibrary.require(loader);
      ParquetFiles.read(
          path,
          record -> {
            row[0]++;
            return visitor.test(record);
          });
    } catch (RpcException | ControlException | ModelRefusal e) {
      throw invalid(row[0] == 0 ? "" : ", row " + row[0], e);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(path + " cannot be read as Parquet: " + e.getMessage(), e);
    }
  }

  /** Decodes a line; a refusal names the file and the line. */
  public <T> T at(int number, Supplier<T> decoding) {
    try {
      return decoding.get();
    } catch (RpcException | ControlException | ModelRefusal e) {
      throw invalid(", line " + number, e);
    }
  }

  private IllegalArgumentException invalid(String place, RuntimeException refusal) {
    return new IllegalArgumentException(
        path + place + ": " + ControlException.textOfFile(refusal), refusal);
  }

  public static void write(StoredIndex data, String namespace, List<StoredVector> records) {
    for (int begin = 0; begin < records.size(); begin += BATCH) {
      data.upsert(namespace, records.subList(begin, Math.min(records.size(), begin + BATCH)));
    }
  }

  /**
   * Loads the records into a namespace: all of them, or none if one is invalid.
   *
   * @throws IllegalArgumentException if the name of the namespace or a record is invalid
   */
  public void load(
      StoredIndex data,
      RecordTarget target,
      String namespace,
      ModelEmbedder embeddings,
      ClassLoader loader) {
    try {
      write(data, Validation.namespace(namespace), records(target, embeddings, loader));
    } catch (RpcException e) {
      throw invalid("", e);
    }
  }
}
