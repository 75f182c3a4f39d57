package io.pinelink.server.internal.control;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The backup schedules of one project, in the order of their creation. Their backups are made when
 * a call arrives after they are due.
 */
public final class BackupSchedules {
  private final String projectId;
  private final IndexRegistry indexes;
  private final BackupRegistry backups;
  private final InstantSource clock;
  private final Map<String, StoredSchedule> schedules = new LinkedHashMap<>();
  private long made;

  public BackupSchedules(
      String projectId, IndexRegistry indexes, BackupRegistry backups, InstantSource clock) {
    this.projectId = projectId;
    this.indexes = indexes;
    this.backups = backups;
    this.clock = clock;
  }

  String projectId() {
    return projectId;
  }

  /** Creates an enabled schedule, whose first backup is due after one interval. */
  synchronized StoredSchedule create(
      String indexName, String name, ScheduleFrequency frequency, int expireAfterDays) {
    IndexResource index = indexes.get(indexName);
    BackupRegistry.checkHasBackups(index);
    checkNoneIsEnabled(index.id());
    Instant now = clock.instant();
    StoredSchedule schedule =
        new StoredSchedule(
            made++,
            UUID.randomUUID(),
            name,
            index.id(),
            now,
            frequency,
            expireAfterDays,
            true,
            now,
            0,
            UUID.randomUUID());
    schedules.put(schedule.id().toString(), schedule);
    return schedule;
  }

  synchronized StoredSchedule get(String id) {
    return ControlException.found("Backup schedule", id, schedules.get(id));
  }

  synchronized List<StoredSchedule> list(String indexName) {
    UUID id = indexes.get(indexName).id();
    return schedules.values().stream().filter(each -> each.indexId().equals(id)).toList();
  }

  /** Returns the index of a schedule; empty if it is being deleted. */
  Optional<IndexResource> indexOf(StoredSchedule schedule) {
    return indexes.findActive(schedule.indexId());
  }

  /**
   * Changes a schedule. Enabling it makes a backup at once; that and another frequency start its
   * intervals at this time.
   *
   * @param frequency the new frequency; null for the current one
   * @param expireAfterDays the new retention; null for the current one
   * @param enabled whether it is to be enabled; null for its current state
   */
  synchronized StoredSchedule update(
      String id,
      @Nullable ScheduleFrequency frequency,
      @Nullable Integer expireAfterDays,
      @Nullable Boolean enabled) {
    StoredSchedule old = get(id);
    boolean isEnabled = enabled == null ? old.enabled() : enabled;
    boolean restarts = isEnabled && !old.enabled();
    if (restarts) {
      checkNoneIsEnabled(old.indexId());
    }
    StoredSchedule changed = old;
    if (expireAfterDays != null) {
      changed = changed.keepingFor(expireAfterDays);
    }
    ScheduleFrequency interval = frequency == null ? old.frequency() : frequency;
    if (restarts || isEnabled != old.enabled() || interval != old.frequency()) {
      changed = changed.startingAt(clock.instant(), interval, isEnabled);
    }
    schedules.put(id, changed);
    if (restarts) {
      makeBackup(changed, UUID.randomUUID(), clock.instant());
    }
    return changed;
  }

  /** Deletes a schedule; its backups remain until they expire. */
  synchronized void delete(String id) {
    get(id);
    schedules.remove(id);
  }

  /**
   * Passes everything to a sink.
   *
   * @param project the id of the project
   */
  public synchronized void save(String project, ResourceSink sink) {
    schedules.forEach((id, schedule) -> sink.resource("schedule", id, project, schedule));
  }

  /** Adds what was saved. */
  public synchronized void load(String project, SavedState saved) {
    for (StoredSchedule schedule : saved.records("schedule", StoredSchedule.class, project)) {
      schedules.put(schedule.id().toString(), schedule);
      made = Math.max(made, schedule.number() + 1);
    }
  }

  /** Removes all schedules. */
  public synchronized void clear() {
    schedules.clear();
  }

  /** Makes the backups that are due, and removes the schedules of deleted indexes. */
  public synchronized void runDue() {
    schedules.values().removeIf(schedule -> indexOf(schedule).isEmpty());
    schedules.replaceAll((id, schedule) -> afterDueRuns(schedule));
  }

  private StoredSchedule afterDueRuns(StoredSchedule schedule) {
    Instant now = clock.instant();
    StoredSchedule current = schedule;
    while (current.enabled() && !current.nextRun().isAfter(now)) {
      Instant due = current.nextRun();
      if (current.expiryOf(due).isAfter(now)) {
        makeBackup(current, current.nextBackup(), due);
      }
      current = current.afterRun();
    }
    return current;
  }

  /** Makes a backup unless the index is not ready, or only counts its data. */
  private void makeBackup(StoredSchedule schedule, UUID id, Instant time) {
    Optional<IndexResource> index = indexOf(schedule).filter(indexes::isReady);
    try {
      index.ifPresent(found -> backups.create(found, id, schedule, time));
    } catch (RpcException e) {
      // There is nothing to copy, and no call to refuse.
    }
  }

  private void checkNoneIsEnabled(UUID indexId) {
    schedules.values().stream()
        .filter(schedule -> schedule.enabled() && schedule.indexId().equals(indexId))
        .findFirst()
        .ifPresent(
            other -> {
              throw new ControlException(
                  409,
                  "ALREADY_EXISTS",
                  "The index already has an enabled backup schedule: " + other.id());
            });
  }
}
