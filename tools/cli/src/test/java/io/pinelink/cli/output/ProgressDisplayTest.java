package io.pinelink.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter err = new StringWriter();
  private long now;

  private ProgressDisplay progress(@Nullable TerminalStreams terminal, OptionalLong total) {
    return new ProgressDisplay(
        new PrintWriter(err, true), terminal, "upsert docs", "vectors", total, () -> now);
  }

  @Test
  void aTerminalShowsABarWithRateAndTimeLeft() {
    TerminalStreams terminal = new TerminalStreams(true, true, true, true, 100);
    try (ProgressDisplay progress = progress(terminal, OptionalLong.of(10_000))) {
      now = 10 * SECOND;
      progress.update(2_500, 3);

      assertThat(err.toString())
          .isEqualTo(
              "\rupsert docs  [#####               ] 25 %  2,500 of 10,000 vectors  250/s"
                  + "  3 failed  0:30 left\u001b[K");
    }
    assertThat(err.toString()).endsWith(System.lineSeparator());
  }

  @Test
  void aLineIsNotWiderThanTheTerminal() {
    TerminalStreams terminal = new TerminalStreams(true, true, true, true, 40);
    try (ProgressDisplay progress = progress(terminal, OptionalLong.of(10_000))) {
      now = SECOND;
      progress.update(1, 0);
    }

    assertThat(err.toString().replaceAll("\u001b\\[K", "").split("\r"))
        .allSatisfy(line -> assertThat(line.strip()).hasSizeLessThan(40));
  }

  @Test
  void aLogGetsALineEveryTenSeconds() {
    try (ProgressDisplay progress = progress(TerminalStreams.NONE, OptionalLong.empty())) {
      for (int second = 1; second <= 20; second++) {
        now = second * SECOND;
        progress.update(second * 100L, 0);
      }
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "upsert docs  1,000 vectors  100/s",
            "upsert docs  2,000 vectors  100/s",
            "upsert docs  2,000 vectors  100/s");
  }

  @Test
  void itemsOfAnEarlierRunDoNotCountForTheRate() {
    try (ProgressDisplay progress = progress(TerminalStreams.NONE, OptionalLong.of(10_000))) {
      progress.resumedAt(5_000);
      now = 10 * SECOND;
      progress.update(6_000, 0);
    }

    assertThat(err.toString()).contains("60 %  6,000 of 10,000 vectors  100/s  0:40 left");
  }

  @Test
  void nothingIsShownWhenQuiet() {
    try (ProgressDisplay progress = progress(null, OptionalLong.of(10))) {
      now = 60 * SECOND;
      progress.update(5, 0);
    }

    assertThat(err.toString()).isEmpty();
  }
}
