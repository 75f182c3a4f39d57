package io.pinelink.server.internal.seed;

import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.imports.ImportRecord;
import io.pinelink.server.internal.imports.ParquetFiles;
import io.pinelink.server.internal.imports.ParquetLibrary;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.inference.ModelRefusal;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file with the records of one namespace. It is read record by record, a Parquet file by row
 * group.
 *
 * @param header the header of a file that is not part of a directory; null if it has none
 */
record RecordFile(Path path, SeedFileFormat format, @Nullable Header header) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Returns a file whose name ends with the suffix of a format.
   *
   * @throws IllegalArgumentException if it does not
   */
  static RecordFile of(Path path) {
    SeedFileFormat format =
        SeedFileFormat.of(path)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        path + " is neither a .jsonl nor a .parquet file"));
    return new RecordFile(path, format, null);
  }

  /** Returns a file that is not part of a directory, with its header if it has one. */
  static RecordFile single(Path path) {
    RecordFile file = of(path);
    if (file.format == SeedFileFormat.PARQUET) {
      return file;
    }
    AtomicReference<@Nullable Header> header = new AtomicReference<>();
    file.lines(
        (line, number) -> {
          header.set(file.at(number, () -> Header.of(line, number)).orElse(null));
          return false;
        });
    return new RecordFile(path, file.format, header.get());
  }

  /** A visitor of the lines that are not blank, which returns whether it wants more. */
  private interface LineVisitor {
    boolean visit(String line, int number);
  }

  private void lines(LineVisitor visitor) {
    try (BufferedReader in = Files.newBufferedReader(path)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
          line = line.substring(1);
        }
        if (!line.isBlank() && !visitor.visit(line, number)) {
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
   * Returns the first record as a vector, of an index that is not known; empty if there is none.
   */
  Optional<StoredVector> firstVector(ClassLoader loader) {
    AtomicReference<@Nullable StoredVector> first = new AtomicReference<>();
    if (format == SeedFileFormat.PARQUET) {
      rows(
          loader,
          ImportRecord::vector,
          vector -> {
            first.set(vector);
            return false;
          });
    } else {
      RecordLine vectors = (line, number) -> Header.vectorOf(line);
      lines(
          (line, number) -> {
            if (!isHeader(number)) {
              first.set(at(number, () -> vectors.decode(line, number)));
            }
            return first.get() == null;
          });
    }
    return Optional.ofNullable(first.get());
  }

  /** Reads all records, which have to fit an index. */
  void read(
      SeedTarget target,
      ModelEmbedder embeddings,
      ClassLoader loader,
      Consumer<StoredVector> records) {
    if (format == SeedFileFormat.PARQUET) {
      Function<ImportRecord, StoredVector> decoder = ImportRecord::vector;
      if (target.schema() != null) {
        DocumentDecoder documents = new DocumentDecoder(target.schema(), embeddings);
        decoder = record -> record.document(documents);
      }
      Function<ImportRecord, StoredVector> checked = decoder.andThen(one -> fitting(one, target));
      rows(
          loader,
          checked,
          record -> {
            records.accept(record);
            return true;
          });
    } else {
      RecordLine decoder = RecordLine.of(target, embeddings);
      lines(
          (line, number) -> {
            if (!isHeader(number)) {
              records.accept(at(number, () -> fitting(decoder.decode(line, number), target)));
            }
            return true;
          });
    }
  }

  private static StoredVector fitting(StoredVector record, SeedTarget target) {
    Validation.checkFits(record, target.shape());
    return record;
  }

  /** Returns whether a line is the header, which is the first line. */
  private boolean isHeader(int number) {
    return header != null && number == header.line();
  }

  private interface Visitor {
    boolean visit(StoredVector record);
  }

  private void rows(
      ClassLoader loader, Function<ImportRecord, StoredVector> decoder, Visitor visitor) {
    int[] row = {0};
    try {
      ParquetLibrary.require(loader);
      ParquetFiles.read(
          path,
          record -> {
            row[0]++;
            return visitor.visit(decoder.apply(record));
          });
    } catch (RpcException | ControlException | ModelRefusal e) {
      throw invalid(row[0] == 0 ? "" : ", row " + row[0], e);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(path + " cannot be read as Parquet: " + e.getMessage(), e);
    }
  }

  private <T> T at(int number, Supplier<T> decoding) {
    try {
      return decoding.get();
    } catch (RpcException | ControlException | ModelRefusal e) {
      throw invalid(", line " + number, e);
    }
  }

  private IllegalArgumentException invalid(String place, RuntimeException refusal) {
    return new IllegalArgumentException(path + place + ": " + Refusals.text(refusal), refusal);
  }
}
