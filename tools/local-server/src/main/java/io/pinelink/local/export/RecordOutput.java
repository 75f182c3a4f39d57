package io.pinelink.local.export;

import io.pinelink.server.internal.imports.ImportFormat;
import io.pinelink.server.internal.imports.ParquetLibrary;
import io.pinelink.server.internal.imports.RecordTarget;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.vectors.VectorLines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/** A file of records that is being written. */
interface RecordOutput extends AutoCloseable {
  void write(StoredVector record) throws IOException;

  @Override
  void close() throws IOException;

  /** Creates a file that does not exist. */
  static RecordOutput create(
      Path file, ImportFormat format, RecordTarget target, ClassLoader loader) throws IOException {
    if (format == ImportFormat.PARQUET) {
      RecordOutput.class.getModule().addReads(ParquetLibrary.require(loader));
      return ParquetOutput.create(file, target);
    }
    Function<StoredVector, byte[]> form =
        target.schema() == null ? VectorLines::line : new DocumentLines(target.schema())::line;
    OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    return new RecordOutput() {
      @Override
      public void write(StoredVector record) throws IOException {
        out.write(form.apply(record));
        out.write('\n');
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
