package io.pinelink.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.internal.response.BulkReports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private long now = -1;

  @Test
  void aTerminalShowsTheProgress() {
    bar(true).progress(progress(0, 46_800, 0, OptionalLong.of(117_000)));

    assertThat(shown())
        .isEqualTo(
            "\r[########------------]  40%  46,800 of 117,000  9,412/s  17.3 MB/s"
                + "  6 of 8 in flight  0:15 left");
  }

  @Test
  void itemsOfAnEarlierRunCountAsDone() {
    bar(true).progress(progress(30, 20, 0, OptionalLong.of(100)));

    assertThat(shown()).contains(" 50%  50 of 100 ").endsWith("  0:25 left");
  }

  @Test
  void hoursAreShown() {
    bar(true).progress(progress(0, 10, 0, OptionalLong.of(7_270)));

    assertThat(shown()).endsWith("  2:01:00 left");
  }

  @Test
  void withoutATotalThereIsNoBarAndNoEstimate() {
    bar(true).progress(progress(0, 1_234, 2, OptionalLong.empty()));

    assertThat(shown()).isEqualTo("\r1,236, 2 failed  9,412/s  17.3 MB/s  6 of 8 in flight");
  }

  @Test
  void moreItemsThanExpectedStayAt100Percent() {
    bar(true).progress(progress(0, 150, 0, OptionalLong.of(100)));

    assertThat(shown()).startsWith("\r[####################] 100%  150 of 150 ");
  }

  @Test
  void anEmptySourceIsComplete() {
    bar(true).progress(progress(0, 0, 0, OptionalLong.of(0)));

    assertThat(shown()).contains("100%  0 of 0").doesNotContain("left");
  }

  @Test
  void theBarIsDrawnAtMostTenTimesASecond() {
    ProgressBar bar = bar(true);

    bar.progress(progress(0, 1, 0, OptionalLong.of(10)));
    pass(Duration.ofMillis(99));
    bar.progress(progress(0, 2, 0, OptionalLong.of(10)));
    pass(Duration.ofMillis(1));
    bar.progress(progress(0, 3, 0, OptionalLong.of(10)));

    assertThat(shown().split("\r", -1)).hasSize(3);
    assertThat(shown()).contains("1 of 10", "3 of 10").doesNotContain("2 of 10");
  }

  @Test
  void theLastLineWipesTheBar() {
    ProgressBar bar = bar(true);

    bar.progress(progress(0, 10, 0, OptionalLong.of(10)));
    int width = shown().length() - 1;
    bar.ended(report(BulkOutcome.COMPLETE, 0, 10, 0));

    String last = shown().substring(width + 1);
    assertThat(last)
        .startsWith("\rloaded 10 in 2.0 s, 5/s, 1.5 MB  ")
        .endsWith(System.lineSeparator())
        .hasSize(1 + width + System.lineSeparator().length());
  }

  @Test
  void aLogGetsOneLineAtTheEnd() {
    ProgressBar bar = bar(false);

    for (int i = 0; i < 5; i++) {
      pass(Duration.ofSeconds(1));
      bar.progress(progress(0, i, 0, OptionalLong.of(10)));
    }
    bar.ended(report(BulkOutcome.STALLED, 4_000, 3_000, 7));

    assertThat(shown().lines())
        .containsExactly(
            "loaded 3,000 in 2.0 s, 1,500/s, 1.5 MB, 4,000 skipped, 7 unknown; ended as STALLED");
  }

  private ProgressBar bar(boolean terminal) {
    return new ProgressBar(new PrintStream(shown, true, UTF_8), terminal, () -> now);
  }

  private static BulkProgress progress(
      long skipped, long accepted, long rejected, OptionalLong expected) {
    return new BulkProgress(
        skipped,
        accepted + rejected,
        accepted,
        rejected,
        0,
        0,
        1_000_000,
        6,
        0,
        2_000_000,
        8,
        Duration.ofSeconds(10),
        9_412.3,
        17_340_000,
        expected);
  }

  private static BulkReport report(BulkOutcome ending, long skipped, long accepted, long unknown) {
    return new BulkReports.BulkReportResult(
        ending,
        skipped,
        accepted + unknown,
        accepted,
        0,
        unknown,
        0,
        1_500_000,
        Duration.ofSeconds(2),
        List.of(),
        Optional.empty());
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private String shown() {
    return shown.toString(UTF_8);
  }
}
