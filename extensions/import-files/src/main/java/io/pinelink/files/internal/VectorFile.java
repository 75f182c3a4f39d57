package io.pinelink.files.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** The rows of a Parquet file that is being written. */
public final class VectorFile implements RowWriter<VectorRow> {
  /** The maximum number of vectors between two checks of the size. */
  private static final int MAX_ROWS_UNSEEN = 100;

  private final VectorColumns columns;
  private final ParquetWriter<VectorRow> writer;

  private VectorFile(VectorColumns columns, ParquetWriter<VectorRow> writer) {
    this.columns = columns;
    this.writer = writer;
  }

  /**
   * Creates a file that does not exist yet.
   *
   * @param compression Parquet's name of the compression, or {@code NONE}
   */
  public static VectorFile create(
      Path file, VectorColumns columns, String compression, int rowGroupBytes) throws IOException {
    ParquetWriter<VectorRow> writer =
        new Builder(new LocalOutputFile(file), new VectorWriteSupport(columns))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(
                compression.equals("NONE")
                    ? CompressionCodecName.UNCOMPRESSED
                    : CompressionCodecName.valueOf(compression))
            .withRowGroupSize((long) rowGroupBytes)
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MAX_ROWS_UNSEEN)
            // Imports read all rows, and values do not repeat.
            .withDictionaryEncoding(false)
            .withStatisticsEnabled(false)
            .withSizeStatisticsEnabled(false)
            .build();
    return new VectorFile(columns, writer);
  }

  /** Returns whether the file has exactly the columns of a row. */
  @Override
  public boolean takes(VectorRow row) {
    return row.columns() == columns;
  }

  @Override
  public void write(VectorRow row) throws IOException {
    writer.write(row);
  }

  /** Returns the size on disk and in memory, as far as compressed by now. */
  @Override
  public long bytes() {
    return writer.getDataSize();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<VectorRow, Builder> {
    private final VectorWriteSupport support;

    Builder(OutputFile file, VectorWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Abstract in the superclass, though Parquet calls the overload below.
    @Deprecated
    @Override
    protected WriteSupport<VectorRow> getWriteSupport(Configuration unused) {
      return support;
    }

    @Override
    protected WriteSupport<VectorRow> getWriteSupport(ParquetConfiguration unused) {
      return support;
    }
  }
}
