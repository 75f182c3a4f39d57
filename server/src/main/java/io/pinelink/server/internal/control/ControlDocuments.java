package io.pinelink.server.internal.control;

import io.pinelink.server.internal.saving.SavedDocument;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.store.IndexImage;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The documents of the resources of one project, as they were saved. */
public final class ControlDocuments {
  static final String PROJECT = "project";
  static final String BACKUP = "backup";
  static final String RESTORE = "restore";
  static final String COLLECTION = "collection";
  static final String SCHEDULE = "schedule";
  static final String CONVERSION = "conversion";

  private final SavedState state;
  private final String project;

  /**
   * @param project the id of the project
   */
  public ControlDocuments(SavedState state, String project) {
    this.state = state;
    this.project = project;
  }

  private <T> List<T> all(String kind, Function<SavedDocument, T> read) {
    return state.documents(kind).stream()
        .filter(document -> document.text(PROJECT).equals(project))
        .map(read)
        .toList();
  }

  List<IndexRegistry.Saved> indexes() {
    return all(IndexDocuments.INDEX, IndexDocuments::index);
  }

  IndexImage contents(UUID index) {
    return state.index(index);
  }

  void deletions(BiConsumer<UUID, IndexRegistry.Deletion> deletions) {
    all(IndexDocuments.DELETION, Function.identity())
        .forEach(from -> deletions.accept(from.id("id"), IndexDocuments.deletion(from)));
  }

  List<StoredBackup> backups() {
    return all(BACKUP, this::backup);
  }

  List<RestoreJob> restoreJobs() {
    return all(RESTORE, ControlDocuments::restoreJob);
  }

  List<StoredCollection> collections() {
    return all(COLLECTION, this::collection);
  }

  List<StoredSchedule> schedules() {
    return all(SCHEDULE, ControlDocuments::schedule);
  }

  List<ConversionJob> conversionJobs() {
    return all(CONVERSION, ControlDocuments::conversionJob);
  }

  static SavedDocument of(StoredBackup backup) {
    return SavedDocument.empty()
        .put("number", backup.number())
        .put("id", backup.id())
        .put("name", backup.name())
        .put("description", backup.description())
        .put("source_name", backup.sourceName())
        .put("source_id", backup.sourceId())
        .put("shape", IndexDocuments.of(backup.shape()))
        .put("schema", IndexDocuments.of(backup.schema()))
        .put("settings", IndexDocuments.of(backup.settings()))
        .put("created_at", backup.createdAt())
        .put("ready_at", backup.readyAt())
        .put("copy", backup.copy())
        .put("schedule_id", backup.scheduleId())
        .put("expires_at", backup.expiresAt());
  }

  private StoredBackup backup(SavedDocument from) {
    return new StoredBackup(
        from.number("number"),
        from.id("id"),
        from.textOrNull("name"),
        from.textOrNull("description"),
        from.text("source_name"),
        from.id("source_id"),
        IndexDocuments.shape(from.object("shape")),
        IndexDocuments.schema(from.objectOrNull("schema")),
        IndexDocuments.settings(from.object("settings")),
        from.time("created_at"),
        from.time("ready_at"),
        from.id("copy"),
        state.copy(from.id("copy")),
        from.idOrNull("schedule_id"),
        from.timeOrNull("expires_at"));
  }

  static SavedDocument of(RestoreJob job) {
    return SavedDocument.empty()
        .put("number", job.number())
        .put("id", job.id())
        .put("backup_id", job.backupId())
        .put("target_name", job.targetName())
        .put("target_id", job.targetId())
        .put("created_at", job.createdAt())
        .put("completed_at", job.completedAt());
  }

  private static RestoreJob restoreJob(SavedDocument from) {
    return new RestoreJob(
        from.number("number"),
        from.id("id"),
        from.id("backup_id"),
        from.text("target_name"),
        from.id("target_id"),
        from.time("created_at"),
        from.time("completed_at"));
  }

  static SavedDocument of(StoredCollection collection) {
    return SavedDocument.empty()
        .put("name", collection.name())
        .put("source", collection.source())
        .put("environment", collection.environment())
        .put("dimension", collection.dimension())
        .put("ready_at", collection.readyAt())
        .put("copy", collection.copy());
  }

  private StoredCollection collection(SavedDocument from) {
    return new StoredCollection(
        from.text("name"),
        from.text("source"),
        from.text("environment"),
        from.integer("dimension"),
        from.time("ready_at"),
        from.id("copy"),
        state.copy(from.id("copy")));
  }

  static SavedDocument of(StoredSchedule schedule) {
    return SavedDocument.empty()
        .put("number", schedule.number())
        .put("id", schedule.id())
        .put("name", schedule.name())
        .put("index_id", schedule.indexId())
        .put("created_at", schedule.createdAt())
        .put("frequency", schedule.frequency().wireName())
        .put("expire_after_days", schedule.expireAfterDays())
        .put("enabled", schedule.enabled())
        .put("start", schedule.start())
        .put("runs", schedule.runs())
        .put("next_backup", schedule.nextBackup());
  }

  private static StoredSchedule schedule(SavedDocument from) {
    return new StoredSchedule(
        from.number("number"),
        from.id("id"),
        from.text("name"),
        from.id("index_id"),
        from.time("created_at"),
        ScheduleFrequency.of(from.text("frequency")),
        from.integer("expire_after_days"),
        from.flag("enabled"),
        from.time("start"),
        from.number("runs"),
        from.id("next_backup"));
  }

  static SavedDocument of(ConversionJob job) {
    return SavedDocument.empty()
        .put("number", job.number())
        .put("id", job.id())
        .put("source_name", job.sourceName())
        .put("source_id", job.sourceId())
        .put("target_name", job.targetName())
        .put("target_id", job.targetId())
        .put("ends_at", job.endsAt())
        .put("on_error", job.onError())
        .put("converted", job.converted())
        .put("skipped", job.skipped())
        .put("failed", job.failed())
        .put("created_at", job.createdAt());
  }

  private static ConversionJob conversionJob(SavedDocument from) {
    return new ConversionJob(
        from.number("number"),
        from.id("id"),
        from.text("source_name"),
        from.id("source_id"),
        from.text("target_name"),
        from.id("target_id"),
        from.time("ends_at"),
        from.text("on_error"),
        from.number("converted"),
        from.number("skipped"),
        from.flag("failed"),
        from.time("created_at"));
  }
}
