package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.NotFoundException;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests backup schedules through a client, by a clock that the test advances. */
class BackupSchedulesIT {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final EmbeddedPinecone server = EmbeddedPinecone.builder().clock(now::get).start();
  private final Pinelink client = server.clientBuilder().build();
  private final ControlPlane control = client.controlPlane();

  @BeforeEach
  void createIndex() {
    control.createIndex(CreateIndexRequest.dense("docs", 2, Indexes.REGION));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aScheduleBacksUpItsIndexAsTimePasses() {
    BackupScheduleDescription made = create(BackupFrequency.DAILY, 2);
    assertThat(made.nextScheduledRun()).contains(START.plus(Duration.ofDays(1)));

    passDays(3);

    assertThat(
            control.listAllBackupScheduleHistory(
                ListBackupScheduleHistoryRequest.builder(made.id()).limit(1).build()))
        .extracting(BackupDescription::status)
        .containsExactly("Ready", "Ready", "Scheduled");
    assertThat(control.listBackups(ListBackupsRequest.ofIndex("docs")).items())
        .extracting(backup -> backup.createdAt().orElseThrow())
        .containsExactly(START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(3)));
    assertThat(control.describeBackupSchedule(made.id()).nextScheduledRun())
        .contains(START.plus(Duration.ofDays(4)));
  }

  @Test
  void aScheduleIsDisabledEnabledAndDeleted() {
    BackupScheduleDescription made = create(BackupFrequency.MONTHLY, 30);
    assertThatExceptionOfType(AlreadyExistsException.class)
        .isThrownBy(() -> create(BackupFrequency.DAILY, 1));
    control.updateBackupSchedule(
        UpdateBackupScheduleRequest.builder(made.id()).enabled(false).build());
    passDays(40);
    ListBackupScheduleHistoryRequest history =
        ListBackupScheduleHistoryRequest.ofSchedule(made.id());
    assertThat(control.listBackupScheduleHistory(history).items()).isEmpty();

    BackupScheduleDescription enabled =
        control
            .async()
            .updateBackupSchedule(
                UpdateBackupScheduleRequest.builder(made.id()).enabled(true).build())
            .join();
    assertThat(enabled.nextScheduledRun()).contains(Instant.parse("2026-04-12T12:00:00Z"));
    assertThat(control.listAllBackupSchedules(ListBackupSchedulesRequest.ofIndex("docs")))
        .extracting(BackupScheduleDescription::id)
        .containsExactly(made.id());
    assertThat(control.listBackupScheduleHistory(history).items()).hasSize(2);

    control.deleteBackupSchedule(made.id());
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> control.describeBackupSchedule(made.id()));
  }

  @Test
  void theBackupsOfADeletedIndexAreFoundByItsName() {
    create(BackupFrequency.WEEKLY, 365);
    passDays(7);
    control.deleteIndex("docs");
    ListBackupsRequest ever = ListBackupsRequest.builder().index("docs").includeDeleted().build();

    List<BackupDescription> found = control.listBackups(ever).items();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).sourceIndexDeletedAt()).contains(now.get());
  }

  @Test
  void aResetServerHasNoSchedules() {
    BackupScheduleDescription made = create(BackupFrequency.DAILY, 30);
    server.reset();

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> control.describeBackupSchedule(made.id()));
  }

  private BackupScheduleDescription create(BackupFrequency frequency, int expireAfterDays) {
    return control.createBackupSchedule(
        CreateBackupScheduleRequest.of("docs", "nightly", frequency, expireAfterDays));
  }

  private void passDays(int days) {
    now.updateAndGet(instant -> instant.plus(Duration.ofDays(days)));
  }
}
