package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.pinelink.files.internal.RowWriter;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The lines of a CSV file of vectors that is being written. */
final class VectorCsv implements RowWriter<Vector> {
  private final Counted counted;
  private final CsvWriter out;

  VectorCsv(OutputStream out) {
    this.counted = new Counted(out);
    this.out = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(counted, UTF_8);
    this.out.writeRecord("id", VectorShape.VALUES, VectorShape.SPARSE_VALUES, VectorShape.METADATA);
  }

  @Override
  public void write(Vector row) {
    out.writeRecord(
        row.id(),
        row.dimension() == 0 ? "" : floats(row.dimension(), row::value),
        row.sparseValues().map(VectorCsv::sparse).orElse(""),
        row.metadata().isEmpty() ? "" : row.metadata().toJson());
  }

  private interface FloatAt {
    float at(int i);
  }

  private static String floats(int size, FloatAt values) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < size; i++) {
      json.append(i == 0 ? "" : ",").append(values.at(i));
    }
    return json.append(']').toString();
  }

  private static String sparse(SparseValues sparse) {
    StringBuilder json = new StringBuilder("{\"indices\":[");
    for (int i = 0; i < sparse.size(); i++) {
      json.append(i == 0 ? "" : ",").append(sparse.index(i));
    }
    return json.append("],\"values\":").append(floats(sparse.size(), sparse::value)) + "}";
  }

  @Override
  public long bytes() {
    return counted.bytes;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static final class Counted extends FilterOutputStream {
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes += length;
    }
  }
}
