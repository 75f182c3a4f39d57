package io.pinelink.benchmarks.scenario;

import java.nio.file.Path;
import java.time.Duration;

/** A recording of each selected load by the JVM's flight recorder, for {@code jfr}. */
final class Profile implements Scenario {
  private static final Duration TIME = Duration.ofSeconds(10);

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    try (Stage stage = new Stage(scratch)) {
      for (Workload load : Plan.ownClients()) {
        if (settings.selects(load.name())) {
          Path file = Settings.path("target").resolve(load.name().replaceAll("\\W+", "-") + ".jfr");
          String client = load.clients().get(0);
          try (Jvm driver =
              stage.driver(
                  stage.classPathOf(client),
                  client,
                  load.tls(),
                  "-XX:StartFlightRecording=settings=profile,filename=" + file)) {
            driver.send(load.order(TIME, 1, TIME).toLine());
            driver.linesUntil("done");
          }
          System.out.println("Recorded " + file);
        }
      }
    }
    return true;
  }
}
