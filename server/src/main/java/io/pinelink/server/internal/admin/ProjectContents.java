package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.control.BackupRegistry;
import io.pinelink.server.internal.control.BackupSchedules;
import io.pinelink.server.internal.control.CollectionRegistry;
import io.pinelink.server.internal.control.ConversionRegistry;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import java.util.ArrayList;
import java.util.List;

/** The contents of one project. */
public record ProjectContents(
    IndexRegistry indexes,
    CollectionRegistry collections,
    BackupRegistry backups,
    BackupSchedules schedules,
    ConversionRegistry conversions) {
  /** Makes the backups that are due, and returns these contents. */
  public ProjectContents upToDate() {
    schedules.runDue();
    return this;
  }

  /** Returns the kinds of resources that the project has, in words for messages. */
  List<String> kinds() {
    schedules.runDue();
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

  /**
   * Passes all of it to a sink.
   *
   * @param project the id of the project
   */
  public void save(String project, ResourceSink sink) {
    indexes.save(project, sink);
    collections.save(project, sink);
    backups.save(project, sink);
    schedules.save(project, sink);
    conversions.save(project, sink);
  }

  /** Adds what was saved to contents without resources. */
  public void load(String project, SavedState saved) {
    indexes.load(project, saved);
    collections.load(project, saved);
    backups.load(project, saved);
    schedules.load(project, saved);
    conversions.load(project, saved);
  }

  /** Removes all of it. */
  public void clear() {
    indexes.clear();
    collections.clear();
    backups.clear();
    schedules.clear();
    conversions.clear();
  }
}
