package io.pinelink.files.internal;

/**
 * The jars of Parquet. Several of them have classes in the same packages, so they cannot be
 * modules: they are always on the class path, which a module cannot require.
 */
public final class ParquetJars {
  private ParquetJars() {}

  /** Makes the class path readable to this module, if it is one. */
  public static void makeReadable() {
    try {
      Class<?> writer =
          Class.forName(
              "org.apache.parquet.hadoop.ParquetWriter", false, ParquetJars.class.getClassLoader());
      ParquetJars.class.getModule().addReads(writer.getModule());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Parquet is not on the class path: add the artifact"
              + " blue.strategic.parquet:parquet-floor there, also if this is a module",
          e);
    }
  }
}
