package io.pinelink.files;

/**
 * The limits at which a writer completes a file, in any format.
 *
 * @param fileBytes the size at which a file is completed
 * @param maxOpenNamespaces the maximum number of namespaces with an unfinished file
 */
record FileSplit(long fileBytes, int maxOpenNamespaces) {
  private static final long KIB = 1024;
  private static final long GIB = KIB * KIB * KIB;

  /** The service accepts files of up to 10 GB; the rest is reserved for the end of a file. */
  private static final long MAX_FILE_BYTES = 9 * GIB;

  static final FileSplit DEFAULT = new FileSplit(GIB, 16);

  FileSplit {
    checkRange("fileBytes", fileBytes, 64 * KIB, MAX_FILE_BYTES);
    checkRange("maxOpenNamespaces", maxOpenNamespaces, 1, 10_000);
  }

  FileSplit withFileBytes(long bytes) {
    return new FileSplit(bytes, maxOpenNamespaces);
  }

  FileSplit withMaxOpenNamespaces(int namespaces) {
    return new FileSplit(fileBytes, namespaces);
  }

  static void checkRange(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          field + " is " + value + ", expected " + min + " to " + max);
    }
  }
}
