package io.pinelink.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private long now = -1;

  @Test
  void aTerminalRedrawsOneLine() {
    Progress progress = progress(3000, true);

    pass(Duration.ofSeconds(10));
    progress.done(410);
    pass(Duration.ofSeconds(50));
    progress.done(3000);

    assertThat(shown())
        .isEqualTo("\rembedding 410/3000 (41/s)\rembedding 3000/3000 (50/s)" + newline());
  }

  @Test
  void aShorterLineWipesTheLongerOne() {
    Progress progress = progress(10, true);

    pass(Duration.ofMillis(1));
    progress.done(1);
    pass(Duration.ofSeconds(1));
    progress.done(2);

    assertThat(shown()).isEqualTo("\rembedding 1/10 (1000/s)\rembedding 2/10 (2/s)   ");
  }

  @Test
  void aLogGetsOneLineForEachQuarter() {
    Progress progress = progress(8, false);

    for (int count = 1; count <= 8; count++) {
      pass(Duration.ofSeconds(1));
      progress.done(count);
    }

    assertThat(shown().lines())
        .containsExactly(
            "embedding 2/8 (1/s)",
            "embedding 4/8 (1/s)",
            "embedding 6/8 (1/s)",
            "embedding 8/8 (1/s)");
  }

  @Test
  void aLeapOverSeveralQuartersIsOneLine() {
    Progress progress = progress(4, false);

    pass(Duration.ofSeconds(2));
    progress.done(3);

    assertThat(shown().lines()).containsExactly("embedding 3/4 (2/s)");
  }

  @Test
  void aLargeTotalDoesNotOverflow() {
    Progress progress = progress(Integer.MAX_VALUE, false);

    pass(Duration.ofSeconds(1));
    progress.done(Integer.MAX_VALUE);

    assertThat(shown().lines()).containsExactly("embedding 2147483647/2147483647 (2147483647/s)");
  }

  @Test
  void noTimePassedMeansNoRate() {
    progress(1, false).done(1);

    assertThat(shown().lines()).containsExactly("embedding 1/1");
  }

  @Test
  void anEmptyTaskIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> progress(0, false))
        .withMessage("total must be 1 or more, not 0");
  }

  private Progress progress(int total, boolean terminal) {
    return new Progress(
        "embedding", total, new PrintStream(shown, true, UTF_8), terminal, () -> now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private String shown() {
    return shown.toString(UTF_8);
  }

  private static String newline() {
    return System.lineSeparator();
  }
}
