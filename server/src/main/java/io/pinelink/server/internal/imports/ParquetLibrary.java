package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;

/** A check for the library that reads and writes Parquet files, which is an optional dependency. */
public final class ParquetLibrary {
  private static final String ARTIFACT = "blue.strategic.parquet:parquet-floor";

  private ParquetLibrary() {}

  /**
   * Fails with the name of the missing artifact if the library is not on the class path. Otherwise
   * this module may use it afterwards.
   *
   * @return the module of the library, which other modules have to read
   */
  public static Module require(ClassLoader loader) {
    try {
      Class<?> reader = Class.forName("org.apache.parquet.hadoop.ParquetFileReader", false, loader);
      Class.forName("org.apache.hadoop.conf.Configuration", false, loader);
      ParquetLibrary.class.getModule().addReads(reader.getModule());
      return reader.getModule();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new RpcException(
          RpcCode.UNIMPLEMENTED,
          "EmbeddedPinecone reads and writes Parquet files with a library that is not on the class path: add"
              + " the artifact "
              + ARTIFACT
              + " to the tests");
    }
  }
}
