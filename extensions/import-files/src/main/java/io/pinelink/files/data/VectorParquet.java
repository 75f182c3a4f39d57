package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.files.ParquetCompression;
import io.pinelink.files.internal.ParquetJars;
import io.pinelink.files.internal.RowWriter;
import io.pinelink.files.internal.VectorColumns;
import io.pinelink.files.internal.VectorFile;
import io.pinelink.files.internal.VectorRow;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/** The rows of a Parquet file of any vectors that is being written. */
final class VectorParquet implements RowWriter<Vector> {
  private final VectorFile file;

  private VectorParquet(VectorFile file) {
    this.file = file;
  }

  static VectorParquet create(Path file, ParquetCompression compression, int rowGroupBytes)
      throws IOException {
    ParquetJars.makeReadable();
    return new VectorParquet(
        VectorFile.create(file, VectorColumns.ANY, codec(compression), rowGroupBytes));
  }

  private static CompressionCodecName codec(ParquetCompression compression) {
    return switch (compression) {
      case NONE -> CompressionCodecName.UNCOMPRESSED;
      case SNAPPY -> CompressionCodecName.SNAPPY;
      case ZSTD -> CompressionCodecName.ZSTD;
    };
  }

  @Override
  public void write(Vector row) throws IOException {
    Binary metadata =
        row.metadata().isEmpty()
            ? null
            : Binary.fromConstantByteArray(row.metadata().toJson().getBytes(UTF_8));
    file.write(new VectorRow(row, VectorColumns.ANY, metadata));
  }

  @Override
  public long bytes() {
    return file.bytes();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
