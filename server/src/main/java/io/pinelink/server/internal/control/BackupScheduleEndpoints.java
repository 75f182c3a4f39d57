package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The control-plane endpoints of backup schedules. */
public final class BackupScheduleEndpoints {
  private static final String TYPE = "time-based";

  private final BackupSchedules schedules;
  private final BackupRegistry backups;
  private final BackupDescriptions models;

  public BackupScheduleEndpoints(BackupSchedules schedules, BackupRegistry backups) {
    this.schedules = schedules;
    this.backups = backups;
    this.models = new BackupDescriptions(backups);
  }

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<BackupScheduleEndpoints>> paths() {
    String ofIndex = "/indexes/{name}/backup-schedules";
    String one = "/backup-schedules/{id}";
    return new PathTable<ControlEndpoint<BackupScheduleEndpoints>>()
        .on("listBackupSchedules", "GET " + ofIndex, BackupScheduleEndpoints::list)
        .on("createBackupSchedule", "POST " + ofIndex, BackupScheduleEndpoints::create)
        .on("describeBackupSchedule", "GET " + one, BackupScheduleEndpoints::describe)
        .on("updateBackupSchedule", "PATCH " + one, BackupScheduleEndpoints::update)
        .on("deleteBackupSchedule", "DELETE " + one, BackupScheduleEndpoints::delete)
        .on(
            "listBackupScheduleHistory",
            "GET " + one + "/history",
            BackupScheduleEndpoints::history);
  }

  private ServerResponse create(ServerCall call) {
    RequestJson body = RequestJson.parse(call.body());
    String name = body.requiredText("name");
    RequestJson timing = body.requiredObject("schedule");
    timing.requiredText("type");
    timing.oneOf("type", Set.of(TYPE));
    timing.requiredText("frequency");
    ScheduleFrequency frequency = frequency(timing).orElseThrow();
    int days = days(body.requiredObject("retention"));
    if (name.isBlank()) {
      throw ControlException.invalid("name is blank");
    }
    return answer(schedules.create(call.pathValue(), name, frequency, days));
  }

  private ServerResponse describe(ServerCall call) {
    return answer(schedules.get(call.pathValue()));
  }

  private ServerResponse update(ServerCall call) {
    RequestJson body = RequestJson.parse(call.body());
    return answer(
        schedules.update(
            call.pathValue(),
            frequency(body).orElse(null),
            body.object("retention").map(BackupScheduleEndpoints::days).orElse(null),
            body.bool("enabled").orElse(null)));
  }

  private ServerResponse delete(ServerCall call) {
    schedules.delete(call.pathValue());
    return ServerResponse.empty(204);
  }

  private ServerResponse list(ServerCall call) {
    return ControlPages.page(
        call, schedules.list(call.pathValue()), StoredSchedule::number, this::model);
  }

  /** Lists the backups of a schedule in the order of their creation, and then the planned one. */
  private ServerResponse history(ServerCall call) {
    StoredSchedule schedule = schedules.get(call.pathValue());
    List<HistoryItem> items = new ArrayList<>();
    for (StoredBackup backup : backups.listOf(schedule)) {
      items.add(new HistoryItem(backup.number(), models.historyItem(call, backup)));
    }
    if (schedule.enabled()) {
      schedules
          .indexOf(schedule)
          .map(index -> BackupDescriptions.planned(call, schedule, index))
          .ifPresent(planned -> items.add(new HistoryItem(Long.MAX_VALUE, planned)));
    }
    return ControlPages.page(call, items, HistoryItem::number, HistoryItem::model);
  }

  private static Optional<ScheduleFrequency> frequency(RequestJson body) {
    return body.oneOf("frequency", ScheduleFrequency.NAMES).map(ScheduleFrequency::of);
  }

  private static int days(RequestJson retention) {
    int days = retention.requiredInteger("expire_after_days");
    if (days < 1) {
      throw ControlException.invalid("retention.expire_after_days must be at least 1, got " + days);
    }
    return days;
  }

  private ServerResponse answer(StoredSchedule schedule) {
    return ServerResponse.json(200, model(schedule));
  }

  private ObjectNode model(StoredSchedule schedule) {
    ObjectNode model = PlainJson.object();
    model.put("schedule_id", schedule.id().toString());
    model.put("name", schedule.name());
    model.put("index_id", schedule.indexId().toString());
    model.put("project_id", schedules.projectId());
    model.put("schedule_type", TYPE);
    model.put("frequency", schedule.frequency().wireName());
    model.put("retention_expire_after_days", schedule.expireAfterDays());
    model.put("enabled", schedule.enabled());
    model.put("next_scheduled_run", schedule.enabled() ? schedule.nextRun().toString() : null);
    model.put("created_at", schedule.createdAt().toString());
    return model;
  }

  /**
   * An item of a history.
   *
   * @param number the position in the history
   */
  private record HistoryItem(long number, ObjectNode model) {}
}
