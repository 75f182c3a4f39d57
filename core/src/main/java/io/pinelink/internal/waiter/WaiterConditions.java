package io.pinelink.internal.waiter;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.error.NotFoundException;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.ImportOperations;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import java.util.Optional;

/** The conditions of the long-running operations that a client can wait for. */
public final class WaiterConditions {
  private WaiterConditions() {}

  public static WaiterCondition<IndexDescription> indexReady(String name) {
    ByName question = ByName.ofIndex(name);
    return new WaiterCondition<>(
        "awaitIndexReady",
        caller -> caller.call(ControlOperations.DESCRIBE_INDEX, question),
        index -> index.status().ready(),
        index -> whyNotReady(index, name));
  }

  /** Returns why an index can never become ready; empty if it still can. */
  static Optional<String> whyNotReady(IndexDescription index, String name) {
    return ended(index.status().isTerminal(), "index", name, index.status().state());
  }

  /** Returns the condition that an index no longer exists. */
  public static WaiterCondition<Boolean> indexDeleted(String name) {
    ByName question = ByName.ofIndex(name);
    return new WaiterCondition<>(
        "awaitIndexDeleted",
        caller ->
            Futures.recover(
                Futures.map(
                    caller.call(ControlOperations.DESCRIBE_INDEX, question), found -> false),
                NotFoundException.class,
                true),
        gone -> gone,
        gone -> Optional.empty());
  }

  public static WaiterCondition<CollectionDescription> collectionReady(String name) {
    ByName question = ByName.ofCollection(name);
    return new WaiterCondition<>(
        "awaitCollectionReady",
        caller -> caller.call(ControlOperations.DESCRIBE_COLLECTION, question),
        CollectionDescription::isReady,
        found -> ended(found.isTerminal(), "collection", name, found.status()));
  }

  public static WaiterCondition<BackupDescription> backupReady(String id) {
    ById question = ById.of(id);
    return new WaiterCondition<>(
        "awaitBackupReady",
        caller -> caller.call(ControlOperations.DESCRIBE_BACKUP, question),
        BackupDescription::isReady,
        backup -> ended(backup.isTerminal(), "backup", id, backup.status()));
  }

  public static WaiterCondition<RestoreJobDescription> restoreDone(String id) {
    ById question = ById.of(id);
    return new WaiterCondition<>(
        "awaitRestore",
        caller -> caller.call(ControlOperations.DESCRIBE_RESTORE_JOB, question),
        RestoreJobDescription::isCompleted,
        job -> failed(job.isFailed(), "restore job", id, job.status()));
  }

  public static WaiterCondition<ConversionJobDescription> conversionCompleted(String id) {
    ById question = ById.of(id);
    return new WaiterCondition<>(
        "awaitConverted",
        caller -> caller.call(ControlOperations.DESCRIBE_CONVERSION_JOB, question),
        ConversionJobDescription::isCompleted,
        job -> failed(job.isFailed(), "conversion job", id, job.status()));
  }

  public static WaiterCondition<ImportDescription> importCompleted(String id) {
    ById question = ById.ofImport(id);
    return new WaiterCondition<>(
        "awaitImport",
        caller -> caller.call(ImportOperations.DESCRIBE_IMPORT, question),
        found -> found.status().equals(JobStatus.COMPLETED),
        found -> found.status().isFailed() ? Optional.of(failure(found)) : Optional.empty());
  }

  private static String failure(ImportDescription ended) {
    String how = "import '" + ended.id() + "' is " + ended.status();
    return ended.error().map(error -> how + ": " + error).orElse(how);
  }

  private static Optional<String> failed(boolean failed, String kind, String id, Object status) {
    return failed ? Optional.of(kind + " '" + id + "' is " + status) : Optional.empty();
  }

  private static Optional<String> ended(boolean ended, String kind, String name, String state) {
    return failed(ended, kind, name, state + " and will not be ready");
  }
}
