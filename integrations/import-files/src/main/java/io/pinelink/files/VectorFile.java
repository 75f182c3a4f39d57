package io.pinelink.files;

import io.pinelink.files.WrittenFiles.Count;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** A file that is being written. Until it is complete it has a name that imports ignore. */
final class VectorFile {
  private static final String UNFINISHED = ".unfinished";

  /** The maximum number of vectors between two checks of the size. */
  private static final int MAX_ROWS_UNSEEN = 100;

  private final Path file;
  private final Path unfinished;
  private final VectorColumns columns;
  private final ParquetWriter<VectorRow> writer;
  private long vectors;

  private VectorFile(
      Path file, Path unfinished, VectorColumns columns, ParquetWriter<VectorRow> writer) {
    this.file = file;
    this.unfinished = unfinished;
    this.columns = columns;
    this.writer = writer;
  }

  /** Creates a file that does not exist yet. */
  static VectorFile create(Path file, VectorColumns columns, ParquetImportOptions options)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    ParquetWriter<VectorRow> writer =
        new Builder(new LocalOutputFile(unfinished), new VectorWriteSupport(columns))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(options.compression().codec())
            .withRowGroupSize((long) options.rowGroupBytes())
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MAX_ROWS_UNSEEN)
            // Imports read all rows, and values do not repeat.
            .withDictionaryEncoding(false)
            .withStatisticsEnabled(false)
            .withSizeStatisticsEnabled(false)
            .build();
    return new VectorFile(file, unfinished, columns, writer);
  }

  VectorColumns columns() {
    return columns;
  }

  void write(VectorRow row) throws IOException {
    writer.write(row);
    vectors++;
  }

  /** Returns the size on disk and in memory, as far as compressed by now. */
  long bytes() {
    return writer.getDataSize();
  }

  /** Writes the rest, waits for the disk, and gives the file its name. */
  Count complete() throws IOException {
    writer.close();
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    long bytes = Files.size(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return new Count(1, vectors, bytes);
  }

  /** Deletes the unfinished file in any state. */
  void discard() throws IOException {
    try {
      writer.close();
    } catch (IOException | RuntimeException | LinkageError e) {
      // The reason for discarding the file has been reported.
    } finally {
      Files.deleteIfExists(unfinished);
    }
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
