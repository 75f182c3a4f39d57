package io.pinelink.testing;

import java.util.ArrayList;
import java.util.List;

/** What one project has. */
record ProjectContents(
    IndexRegistry indexes, CollectionRegistry collections, BackupRegistry backups) {
  /** The kinds of things that there are now. */
  List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    if (!indexes.list().isEmpty()) {
      kinds.add("indexes");
    }
    if (!collections.list().isEmpty()) {
      kinds.add("collections");
    }
    if (!backups.list().isEmpty()) {
      kinds.add("backups");
    }
    return kinds;
  }
}
