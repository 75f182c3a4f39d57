package io.pinelink.conformance;

import io.pinelink.ControlPlane;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes what a run created: the indexes in its journal that carry its tag, and their backups.
 * Anything else stays, even if its name is in the journal.
 */
final class LeftoverRemoval {
  private static final int MAX_POLLS = 60;

  private final ControlPlane control;
  private final RunPace pace;
  private final Consumer<String> notes;

  /**
   * Creates the clean-up.
   *
   * @param notes receives a line about each thing that is removed or left
   */
  LeftoverRemoval(ControlPlane control, RunPace pace, Consumer<String> notes) {
    this.control = control;
    this.pace = pace;
    this.notes = notes;
  }

  /** Removes everything of a run. Returns the names of indexes that could not be removed. */
  List<String> removeAll(RunJournal journal) throws IOException {
    for (String name : journal.indexes()) {
      remove(journal, name);
    }
    return journal.indexes();
  }

  /** Removes an index and its backups. It stays in the journal if it may still exist. */
  void remove(RunJournal journal, String name) throws IOException {
    if (isRemoved(journal, name)) {
      journal.gone(name);
    }
  }

  private boolean isRemoved(RunJournal journal, String name) {
    try {
      RunNames names = new RunNames(journal.run());
      if (!names.isName(name)) {
        notes.accept("left index '" + name + "': its name is not of run " + journal.run());
        return true;
      }
      IndexDescription found = find(name);
      if (found == null) {
        return true;
      }
      if (!journal.run().equals(found.tags().get(RunNames.TAG))) {
        notes.accept("left index '" + name + "': it does not carry the tag of the run");
        return true;
      }
      removeBackups(name);
      delete(found);
      boolean gone = awaitGone(name);
      notes.accept(
          gone ? "deleted index '" + name + "'" : "index '" + name + "' is still being deleted");
      return gone;
    } catch (PinelinkException e) {
      notes.accept("index '" + name + "' could not be deleted: " + e.getMessage());
      return false;
    }
  }

  private @Nullable IndexDescription find(String name) {
    try {
      pace.beforeRequest();
      return control.describeIndex(name);
    } catch (NotFoundException e) {
      return null;
    }
  }

  private void delete(IndexDescription index) {
    pace.beforeRequest();
    if (index.deletionProtection()) {
      control.configureIndex(
          ConfigureIndexRequest.builder(index.name()).deletionProtection(false).build());
      pace.beforeRequest();
    }
    try {
      control.deleteIndex(index.name());
    } catch (NotFoundException e) {
      // Another clean-up was faster.
    }
  }

  private void removeBackups(String index) {
    try {
      pace.beforeRequest();
      for (BackupDescription backup : control.listAllBackups(ListBackupsRequest.ofIndex(index))) {
        if (backup.sourceIndexName().equals(index)) {
          pace.beforeRequest();
          control.deleteBackup(backup.id());
          notes.accept("deleted backup " + backup.id());
        }
      }
    } catch (ServiceException e) {
      notes.accept("backups of '" + index + "' cannot be listed: " + e.getMessage());
    }
  }

  private boolean awaitGone(String name) {
    for (int polls = 0; polls < MAX_POLLS; polls++) {
      if (find(name) == null) {
        return true;
      }
      pace.beforePoll();
    }
    return false;
  }
}
