package io.pinelink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.spi.request.ById;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that create, list, change and delete backup schedules. */
class BackupScheduleRequestsTest {
  @Test
  void aScheduleHasAnIndexANameAndAFrequency() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateBackupScheduleRequest.of("Docs", "n", BackupFrequency.DAILY, 1))
        .withMessageStartingWith("index name is 'Docs'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateBackupScheduleRequest.of("docs", " ", BackupFrequency.DAILY, 1))
        .withMessage("name is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateBackupScheduleRequest.of("docs", "n", new BackupFrequency(""), 1))
        .withMessage("frequency is blank");
    assertThat(CreateBackupScheduleRequest.of("docs", "n", new BackupFrequency("hourly"), 1))
        .extracting(CreateBackupScheduleRequest::frequency)
        .hasToString("hourly");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aBackupIsKeptForAtLeastADay(int days) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateBackupScheduleRequest.of("docs", "n", BackupFrequency.WEEKLY, days))
        .withMessage("expireAfterDays is %s, expected 1 or more", days);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateBackupScheduleRequest.builder("s").expireAfterDays(days))
        .withMessage("expireAfterDays is %s, expected 1 or more", days);
  }

  @Test
  void anEmptyUpdateIsRefused() {
    UpdateBackupScheduleRequest disabled =
        UpdateBackupScheduleRequest.builder("s").enabled(false).build();
    assertThat(disabled.enabled()).contains(false);
    assertThat(disabled.frequency()).isEmpty();
    assertThat(disabled.expireAfterDays()).isEmpty();
    assertThat(disabled)
        .isEqualTo(UpdateBackupScheduleRequest.builder("s").enabled(false).build())
        .hasSameHashCodeAs(UpdateBackupScheduleRequest.builder("s").enabled(false).build())
        .isNotEqualTo(UpdateBackupScheduleRequest.builder("s").enabled(true).build())
        .hasToString("UpdateBackupScheduleRequest[s]");
    assertThat(
            UpdateBackupScheduleRequest.builder("s")
                .frequency(BackupFrequency.MONTHLY)
                .expireAfterDays(7)
                .build()
                .expireAfterDays())
        .hasValue(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateBackupScheduleRequest.builder("s").build())
        .withMessage(
            "updating backup schedule 's' changes nothing, expected frequency, expireAfterDays or"
                + " enabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anIdIsNotBlank(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ById.of(blank))
        .withMessage("id is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateBackupScheduleRequest.builder(blank))
        .withMessage("scheduleId is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListBackupScheduleHistoryRequest.ofSchedule(blank))
        .withMessage("scheduleId is blank");
  }

  @Test
  void aListRequestIsCopiedInFull() {
    ListBackupSchedulesRequest schedules =
        ListBackupSchedulesRequest.builder("docs").limit(7).paginationToken("t").build();
    assertThat(schedules.toBuilder().build()).isEqualTo(schedules).hasSameHashCodeAs(schedules);
    assertThat(schedules).isNotEqualTo(ListBackupSchedulesRequest.ofIndex("docs"));
    assertThat(schedules).hasToString("ListBackupSchedulesRequest[docs, limit 7]");
    ListBackupScheduleHistoryRequest history =
        ListBackupScheduleHistoryRequest.builder("s").limit(7).paginationToken("t").build();
    assertThat(history.toBuilder().build()).isEqualTo(history).hasSameHashCodeAs(history);
    assertThat(history).isNotEqualTo(ListBackupScheduleHistoryRequest.ofSchedule("s"));
    assertThat(history).hasToString("ListBackupScheduleHistoryRequest[s, limit 7]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void aPageHas1To100Items(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListBackupSchedulesRequest.builder("docs").limit(limit))
        .withMessage("limit is %s, expected 1 to 100", limit);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListBackupScheduleHistoryRequest.builder("s").limit(limit))
        .withMessage("limit is %s, expected 1 to 100", limit);
  }
}
