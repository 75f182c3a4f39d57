package io.pinelink.files;

import io.pinelink.files.internal.ParquetJars;
import io.pinelink.files.internal.VectorFile;
import io.pinelink.files.internal.VectorRow;
import io.pinelink.model.Vector;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The vectors of an import, in Parquet files. */
final class VectorImport extends ImportedRows<Vector, VectorRow> {
  /** The namespaces whose files have a column for sparse values. */
  private final Set<String> sparse = new HashSet<>();

  private int dimension = -1;

  private VectorImport(ImportFolder<VectorRow> folder) {
    super(folder);
  }

  static ImportedRows<Vector, ?> create(Path root, ImportOptions options, ImportLimits limits) {
    ParquetJars.makeReadable();
    FileFormat<VectorRow> format =
        new FileFormat<>(
            ".parquet",
            (file, first) ->
                VectorFile.create(
                    file, first.columns(), options.compression().name(), options.rowGroupBytes()));
    return new VectorImport(ImportFolder.create(root, format, options, limits));
  }

  @Override
  String named(Vector vector) {
    return "vector '" + vector.id() + "'";
  }

  @Override
  VectorRow row(String namespace, Vector vector) {
    VectorRow row = VectorRow.of(vector, sparse.contains(namespace));
    int values = vector.dimension();
    if (dimension >= 0 && values != dimension) {
      throw new IllegalArgumentException(
          values + " dense values, expected " + dimension + " as before");
    }
    return row;
  }

  @Override
  void written(String namespace, VectorRow row) {
    dimension = row.vector().dimension();
    if (row.columns().hasSparse()) {
      sparse.add(namespace);
    }
  }
}
