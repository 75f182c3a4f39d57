package io.pinelink.files;

/** The folder name of a namespace. */
final class FolderName {
  private static final String DEFAULT = "__default__";
  private static final int MAX_LENGTH = 512;

  private FolderName() {}

  /**
   * Returns the name of a namespace's folder.
   *
   * @throws IllegalArgumentException if the name is not valid for a namespace or a folder
   */
  static String of(String namespace) {
    if (namespace.isEmpty()) {
      return DEFAULT;
    }
    if (namespace.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "namespace has %s characters, expected at most %s: '%s…'"
              .formatted(namespace.length(), MAX_LENGTH, namespace.substring(0, 40)));
    }
    if (!namespace.chars().allMatch(c -> c > 0 && c < 0x80)) {
      throw new IllegalArgumentException(
          "namespace is '" + namespace + "', expected ASCII without NUL");
    }
    if (namespace.contains("/") || namespace.equals(".") || namespace.equals("..")) {
      throw new IllegalArgumentException(
          "namespace is '"
              + namespace
              + "', which is no valid folder name; an import names namespaces by their folders");
    }
    return namespace;
  }
}
