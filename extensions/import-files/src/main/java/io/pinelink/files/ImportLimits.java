package io.pinelink.files;

/** The limits of one import. */
record ImportLimits(int namespaces, int files, long namespaceBytes) {
  /** Returns the limits of the service. Source: "Import records", API version 2026-04. */
  static ImportLimits ofService() {
    return new ImportLimits(10_000, 100_000, 500_000_000_000L);
  }

  void checkNamespaces(int count) {
    if (count > namespaces) {
      throw new IllegalStateException(
          "an import takes at most " + namespaces + " namespaces; start another folder");
    }
  }

  void checkFiles(int count) {
    if (count > files) {
      throw new IllegalStateException(
          "an import takes at most "
              + files
              + " files; write one namespace after the other, or allow more open namespaces or"
              + " larger files");
    }
  }

  void checkBytes(String namespace, long count) {
    if (count > namespaceBytes) {
      throw new IllegalStateException(
          "namespace '%s' could reach %s bytes with its next file, and an import takes at most %s"
              .formatted(namespace, count, namespaceBytes));
    }
  }
}
