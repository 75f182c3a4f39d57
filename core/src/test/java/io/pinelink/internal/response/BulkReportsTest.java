package io.pinelink.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkReportsTest {
  /** The text is the message of a {@code BulkException}. */
  @Test
  void aReportIsReadable() {
    BulkReport report =
        new BulkReports.BulkReportResult(
            BulkOutcome.REFUSED,
            0,
            30,
            20,
            1,
            2,
            7,
            400,
            Duration.ofSeconds(150, 461_594_068),
            List.of(),
            Optional.empty());

    assertThat(report)
        .hasToString(
            "bulk operation ended as REFUSED after 2 min 31 s: read 30, accepted 20, rejected 1,"
                + " unknown 2, unsent 7");
  }
}
