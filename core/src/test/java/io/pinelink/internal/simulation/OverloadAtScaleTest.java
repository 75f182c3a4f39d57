package io.pinelink.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole fleet, whose figures and picture are in {@code docs/decisions/retries.md}. It takes
 * minutes, so it runs only on demand.
 */
@EnabledIfSystemProperty(named = "overload", matches = "check|write")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class OverloadAtScaleTest extends OverloadBounds {
  private static final String COMMAND =
      "mvn test -pl core -Dtest=OverloadAtScaleTest -Doverload=write -Dtests.jvm=";
  private static final Path PAGE = Path.of("../docs/decisions/retries.md");
  private static final Path PICTURE = Path.of("../docs/images/overload.svg");
  private static final String HEADER = "| trouble | requests during | after |";
  private static final String FINDINGS = "What the simulation found in the code before";
  private static final String PICTURE_LINK =
      "\n\n![Requests and served calls in each trouble](../images/overload.svg)\n\n";

  OverloadAtScaleTest() {
    super(new Fleet(20, SEED));
  }

  @Test
  void thePageShowsTheFiguresOfThisBuild() throws IOException {
    List<Outcome> all = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      if (trouble != Trouble.CALM) {
        all.add(outcome(trouble));
      }
    }
    if (System.getProperty("overload").equals("write")) {
      String page = Files.readString(PAGE);
      int end = page.indexOf(FINDINGS);
      int begin = page.contains(HEADER) ? page.indexOf(HEADER) : end;
      Files.writeString(
          PAGE, page.substring(0, begin) + table(all) + PICTURE_LINK + page.substring(end));
      Files.writeString(PICTURE, OverloadChart.of(all));
    }

    assertThat(PAGE).as("write the figures: " + COMMAND).content().contains(table(all), COMMAND);
    assertThat(PICTURE).as("write the picture: " + COMMAND).hasContent(OverloadChart.of(all));
  }

  private static String table(List<Outcome> outcomes) {
    StringBuilder table =
        new StringBuilder(HEADER)
            .append(" busiest tenth of a second, first 5 s | later | wave | full service after |")
            .append(" served during | fair: namespaces | readers | loaders |\n")
            .append("|---|---|---|---|---|---|---|---|---|---|---|");
    for (Outcome outcome : outcomes) {
      table.append(
          String.format(
              Locale.ROOT,
              "\n| %s | %.2f × | %.2f × | %.1f × | %.2f × | %.0f %% | %d s | %.0f %% | %.2f | %.2f"
                  + " | %.2f |",
              outcome.trouble().title,
              outcome.requestsDuring(),
              outcome.requestsAfter(),
              outcome.peakAtFirst(),
              outcome.peakLater(),
              100 * outcome.wave(),
              outcome.secondsToFullService(),
              100 * outcome.served(),
              outcome.fairnessOfNamespaces(),
              outcome.fairnessOfReaders(),
              outcome.fairnessOfLoaders()));
    }
    return table.toString();
  }
}
