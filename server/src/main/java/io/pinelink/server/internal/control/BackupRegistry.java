package io.pinelink.server.internal.control;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedCopy;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.wire.ControlException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The backups and restore jobs of one project, in the order of their creation. */
public final class BackupRegistry {
  private final IndexRegistry indexes;
  private final Supplier<Duration> provisioningTime;
  private final InstantSource clock;
  private final Map<String, StoredBackup> backups = new LinkedHashMap<>();
  private final List<RestoreJob> jobs = new ArrayList<>();
  private long made;

  public BackupRegistry(
      IndexRegistry indexes, Supplier<Duration> provisioningTime, InstantSource clock) {
    this.indexes = indexes;
    this.provisioningTime = provisioningTime;
    this.clock = clock;
  }

  synchronized StoredBackup create(
      String indexName, @Nullable String name, @Nullable String description) {
    IndexResource index = indexes.get(indexName);
    checkHasBackups(index);
    if (!indexes.isReady(index)) {
      throw ControlException.invalid("Index " + indexName + " is not ready");
    }
    return add(index, UUID.randomUUID(), name, description, clock.instant(), null, null);
  }

  /** Refuses an index that is not serverless. */
  static void checkHasBackups(IndexResource index) {
    if (!(index.settings().spec() instanceof IndexSpecState.Serverless)) {
      throw ControlException.invalid("Backups can be made of serverless indexes alone");
    }
  }

  /**
   * Creates a backup for a schedule.
   *
   * @param createdAt the time at which it was due
   */
  synchronized void create(
      IndexResource index, UUID id, StoredSchedule schedule, Instant createdAt) {
    add(index, id, schedule.name(), null, createdAt, schedule.id(), schedule.expiryOf(createdAt));
  }

  private StoredBackup add(
      IndexResource index,
      UUID id,
      @Nullable String name,
      @Nullable String description,
      Instant createdAt,
      @Nullable UUID scheduleId,
      @Nullable Instant expiresAt) {
    UUID copy = UUID.randomUUID();
    StoredBackup backup =
        new StoredBackup(
            made++,
            id,
            name,
            description,
            index.name(),
            index.id(),
            index.data().shape(),
            index.definition().schema(),
            index.settings(),
            createdAt,
            createdAt.plus(provisioningTime.get()),
            new SavedCopy(copy, index.data().snapshot(copy)),
            scheduleId,
            expiresAt);
    backups.put(id.toString(), backup);
    return backup;
  }

  synchronized StoredBackup get(String id) {
    removeExpired();
    return ControlException.found("Backup", id, backups.get(id));
  }

  public synchronized List<StoredBackup> list() {
    removeExpired();
    return List.copyOf(backups.values());
  }

  /**
   * Returns the backups of an existing index, without backups of a deleted index of the same name.
   */
  public List<StoredBackup> list(String indexName) {
    UUID id = indexes.get(indexName).id();
    return list().stream().filter(backup -> backup.sourceId().equals(id)).toList();
  }

  /** Returns the backups of all indexes that ever had a name, including deleted ones. */
  List<StoredBackup> listEver(String indexName) {
    if (!indexes.everHad(indexName)) {
      throw ControlException.notFound("Index " + indexName + " not found.");
    }
    return list().stream().filter(backup -> backup.sourceName().equals(indexName)).toList();
  }

  /** Returns the backups that a schedule made. */
  List<StoredBackup> listOf(StoredSchedule schedule) {
    return list().stream().filter(backup -> schedule.id().equals(backup.scheduleId())).toList();
  }

  private void removeExpired() {
    Instant now = clock.instant();
    backups
        .values()
        .removeIf(
            backup -> {
              Instant expiresAt = backup.expiresAt();
              return expiresAt != null && !now.isBefore(expiresAt);
            });
  }

  /** Returns when the index of a backup was deleted; empty if it was not. */
  Optional<Instant> sourceDeletedAt(StoredBackup backup) {
    return indexes.deletedAt(backup.sourceId());
  }

  /**
   * Passes everything to a sink.
   *
   * @param project the id of the project
   */
  public synchronized void save(String project, ResourceSink sink) {
    for (StoredBackup backup : backups.values()) {
      sink.resource("backup", backup.id(), project, backup);
      sink.copy(backup.copy().id(), backup.copy().contents());
    }
    jobs.forEach(job -> sink.resource("restore", job.id(), project, job));
  }

  /** Adds what was saved. */
  public synchronized void load(String project, SavedState saved) {
    for (StoredBackup backup : saved.records("backup", StoredBackup.class, project)) {
      backups.put(backup.id().toString(), backup);
      made = Math.max(made, backup.number() + 1);
    }
    jobs.addAll(saved.records("restore", RestoreJob.class, project));
  }

  /** Removes all backups and restore jobs. */
  public synchronized void clear() {
    backups.clear();
    jobs.clear();
  }

  /** Deletes a backup immediately. */
  synchronized void delete(String id) {
    StoredBackup backup = get(id);
    List<UUID> pending =
        jobs.stream()
            .filter(job -> job.backupId().equals(backup.id()) && !isCompleted(job))
            .map(RestoreJob::id)
            .toList();
    if (!pending.isEmpty()) {
      throw new ControlException(
          412, "FAILED_PRECONDITION", "Backup " + id + " has pending restore jobs: " + pending);
    }
    backups.remove(id);
  }

  /**
   * Creates an index from a backup.
   *
   * @param definition returns the definition of the new index
   */
  synchronized RestoreJob restore(String id, Function<StoredBackup, IndexDefinition> definition) {
    StoredBackup backup = get(id);
    if (!isReady(backup)) {
      throw new ControlException(412, "FAILED_PRECONDITION", "Backup " + id + " is not ready.");
    }
    IndexResource index = indexes.create(definition.apply(backup), backup.copy().contents());
    RestoreJob job =
        new RestoreJob(
            jobs.size(),
            UUID.randomUUID(),
            backup.id(),
            index.name(),
            index.id(),
            index.readyAt().minus(provisioningTime.get()),
            index.readyAt());
    jobs.add(job);
    return job;
  }

  synchronized RestoreJob job(String id) {
    return jobs.stream()
        .filter(job -> job.id().toString().equals(id))
        .findFirst()
        .orElseThrow(() -> ControlException.notFound("Restore job " + id + " not found."));
  }

  synchronized List<RestoreJob> jobs() {
    return List.copyOf(jobs);
  }

  boolean isReady(StoredBackup backup) {
    return !clock.instant().isBefore(backup.readyAt());
  }

  boolean isCompleted(RestoreJob job) {
    return !clock.instant().isBefore(job.completedAt());
  }

  /** Returns the progress of a job, 0 to 100. */
  double percentComplete(RestoreJob job) {
    return isCompleted(job) ? 100 : percentOf(job.createdAt(), job.completedAt(), clock.instant());
  }

  static double percentOf(Instant start, Instant end, Instant now) {
    long whole = Duration.between(start, end).toMillis();
    return 100.0 * Duration.between(start, now).toMillis() / Math.max(1, whole);
  }
}
