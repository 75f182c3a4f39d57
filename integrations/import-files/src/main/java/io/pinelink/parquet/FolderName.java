package io.pinelink.parquet;

/** The folder that stands for a namespace. */
final class FolderName {
  private static final String DEFAULT = "__default__";
  private static final int MAX_LENGTH = 512;

  private FolderName() {}

  /**
   * The name of the folder.
   *
   * @throws IllegalArgumentException if no namespace, or no folder, can have this name
   */
  static String of(String namespace) {
    if (namespace.isEmpty()) {
      return DEFAULT;
    }
    if (namespace.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "namespace has "
              + namespace.length()
              + " characters, expected at most "
              + MAX_LENGTH
              + ": '"
              + namespace.substring(0, 40)
              + "…'");
    }
    if (!namespace.chars().allMatch(c -> c > 0 && c < 0x80)) {
      throw new IllegalArgumentException(
          "namespace is '" + namespace + "', expected ASCII without NUL");
    }
    if (namespace.contains("/") || namespace.equals(".") || namespace.equals("..")) {
      throw new IllegalArgumentException(
          "namespace is '"
              + namespace
              + "', which no folder can be called; an import names namespaces by their folders");
    }
    return namespace;
  }
}
