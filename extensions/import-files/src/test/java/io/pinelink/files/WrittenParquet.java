package io.pinelink.files;

import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** The contents of the files, read by Parquet's own reader. */
final class WrittenParquet {
  private WrittenParquet() {}

  /** A vector and its metadata as the text in the file; empty if it has none. */
  record Row(Vector vector, String metadata) {}

  /** Returns the names of the files in a namespace's folder, in order. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all rows in a namespace's folder. */
  static List<Row> folder(Path folder) {
    List<Row> rows = new ArrayList<>();
    names(folder).forEach(name -> rows.addAll(file(folder.resolve(name))));
    return rows;
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
  }

  static ParquetMetadata footer(Path file) {
    try (ParquetFileReader reader = open(file)) {
      return reader.getFooter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Row> file(Path file) {
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      List<Row> rows = new ArrayList<>();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(group, new GroupRecordConverter(schema));
        for (long i = 0; i < group.getRowCount(); i++) {
          rows.add(row(records.read()));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(Group group) {
    Vector.Builder vector = Vector.builder(group.getString("id", 0));
    if (group.getType().containsField("values")) {
      vector.values(floats(group));
    }
    if (has(group, "sparse_values")) {
      Group sparse = group.getGroup("sparse_values", 0);
      Group list = sparse.getGroup("indices", 0);
      int[] indices = new int[list.getFieldRepetitionCount(0)];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = list.getGroup(0, i).getInteger(0, 0);
      }
      vector.sparseValues(SparseValues.of(indices, floats(sparse)));
    }
    return new Row(vector.build(), has(group, "metadata") ? group.getString("metadata", 0) : "");
  }

  private static boolean has(Group group, String field) {
    return group.getType().containsField(field) && group.getFieldRepetitionCount(field) > 0;
  }

  private static float[] floats(Group group) {
    Group list = group.getGroup("values", 0);
    float[] floats = new float[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = list.getGroup(0, i).getFloat(0, 0);
    }
    return floats;
  }
}
