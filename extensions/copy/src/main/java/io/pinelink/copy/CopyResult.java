package io.pinelink.copy;

import java.util.List;

/** A {@link CopyReport}. */
record CopyResult(List<NamespaceCopyReport> namespaces) implements CopyReport {
  CopyResult {
    namespaces = List.copyOf(namespaces);
  }

  @Override
  public long copied() {
    return namespaces.stream().mapToLong(NamespaceCopyReport::copied).sum();
  }

  @Override
  public long failed() {
    return namespaces.stream().mapToLong(part -> part.found() - part.copied()).sum();
  }

  @Override
  public boolean isClean() {
    return namespaces.stream().allMatch(NamespaceCopyReport::isClean);
  }

  /** Returns the outcome of each namespace. */
  @Override
  public String toString() {
    return "CopyReport" + namespaces;
  }
}
