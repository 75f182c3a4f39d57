package io.pinelink.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.SparseValues;
import io.pinelink.testsupport.ParquetWriting;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the artifact's Parquet files, and documents how each was created. */
class ImportFilesTest {
  @TempDir private Path bucket;
  @TempDir private Path fresh;

  @BeforeEach
  void copy() {
    ImportFiles.copyTo(bucket);
  }

  @Test
  void theGoodFileHasAVectorWithEverythingAndOneWithout() {
    SparseValues sparse = VectorRows.SPARSE;
    Group all =
        ParquetWriting.withSparse(
            ParquetWriting.dense("all", VectorRows.everyKind().toJson(), 1, -0.0f),
            IntStream.range(0, sparse.size()).mapToLong(sparse::index).toArray(),
            sparse.values());

    assertIs("good/en/0.parquet", all, ParquetWriting.dense("b", "", 0.1f, Float.MIN_VALUE));
    assertThat(bucket.resolve("good/__default__/0.parquet"))
        .hasSameBinaryContentAs(bucket.resolve("good/en/0.parquet"));
  }

  @Test
  void theMixedFileHasAVectorThatDoesNotFit() {
    assertIs(
        "mixed/en/0.parquet",
        ParquetWriting.dense("a", "", 1, 2),
        ParquetWriting.dense("long", "", 1, 2, 3));
  }

  /**
   * Asserts that a file contains the rows. After a change to the rows or to the library that writes
   * them, replace the file by the newly written one.
   */
  private void assertIs(String path, Group... rows) {
    Path written = fresh.resolve("0.parquet");
    ParquetWriting.write(written, rows);
    assertThat(bucket.resolve(path)).hasSameBinaryContentAs(written);
  }
}
