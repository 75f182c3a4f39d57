package io.pinelink.files;

import io.pinelink.files.internal.VectorFile;
import io.pinelink.files.internal.VectorRow;
import java.io.IOException;
import java.nio.file.Path;

/** Parquet files, which imports into indexes of vectors read. */
record ParquetFormat(ParquetImportOptions options) implements FileFormat<VectorRow> {
  @Override
  public String suffix() {
    return ".parquet";
  }

  @Override
  public VectorFile create(Path file, VectorRow first) throws IOException {
    return VectorFile.create(
        file, first.columns(), options.compression().codec(), options.rowGroupBytes());
  }
}
