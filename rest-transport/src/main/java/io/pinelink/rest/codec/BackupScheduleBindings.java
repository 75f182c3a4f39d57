package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CREATE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DELETE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULES;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULE_HISTORY;
import static io.pinelink.spi.ControlOperations.UPDATE_BACKUP_SCHEDULE;

import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import org.jspecify.annotations.Nullable;

/** The rows of backup schedules at the control plane. */
final class BackupScheduleBindings {
  private static final String SCHEDULES = "/backup-schedules/";

  private BackupScheduleBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createBackupSchedule" ->
          new RestBinding<>(
              CREATE_BACKUP_SCHEDULE,
              r -> RestRequest.post(ofIndex(r.index()), BackupScheduleToJson.createSchedule(r)),
              BackupScheduleCodec::schedule);
      case "describeBackupSchedule" ->
          new RestBinding<>(
              DESCRIBE_BACKUP_SCHEDULE,
              r -> RestRequest.get(SCHEDULES + segment(r.id())),
              BackupScheduleCodec::schedule);
      case "listBackupSchedules" ->
          new RestBinding<>(
              LIST_BACKUP_SCHEDULES,
              r -> RestRequest.get(schedules(r)),
              BackupScheduleCodec::listSchedules);
      case "updateBackupSchedule" ->
          new RestBinding<>(
              UPDATE_BACKUP_SCHEDULE,
              r ->
                  RestRequest.patch(
                      SCHEDULES + segment(r.scheduleId()), BackupScheduleToJson.updateSchedule(r)),
              BackupScheduleCodec::schedule);
      case "deleteBackupSchedule" ->
          new RestBinding<>(
              DELETE_BACKUP_SCHEDULE,
              r -> RestRequest.delete(SCHEDULES + segment(r.id())),
              RestBinding::empty);
      case "listBackupScheduleHistory" ->
          new RestBinding<>(
              LIST_BACKUP_SCHEDULE_HISTORY,
              r -> RestRequest.get(history(r)),
              BackupScheduleCodec::listHistory);
      default -> null;
    };
  }

  private static String ofIndex(String index) {
    return "/indexes/" + segment(index) + "/backup-schedules";
  }

  private static String schedules(ListBackupSchedulesRequest request) {
    return new UrlQuery(ofIndex(request.index())).page(request).path();
  }

  private static String history(ListBackupScheduleHistoryRequest request) {
    String path = SCHEDULES + segment(request.scheduleId()) + "/history";
    return new UrlQuery(path).page(request).path();
  }
}
