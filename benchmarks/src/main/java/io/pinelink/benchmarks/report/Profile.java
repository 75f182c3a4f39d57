package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * A profile of a client's CPU time and allocation under one load, by the JVM's flight recorder.
 * Started by {@code benchmarks/profile}.
 */
public final class Profile {
  private static final int SHOWN = 25;
  private static final int DEPTH = 4;
  private static final String CPU = "jdk.ExecutionSample";
  private static final String NATIVE = "jdk.NativeMethodSample";
  private static final String ALLOCATION = "jdk.ObjectAllocationSample";

  private Profile() {}

  /**
   * Runs the load and prints the profile.
   *
   * @param args a file with the official client's class path, the client's name, and an order to
   *     its driver
   */
  public static void main(String... args) throws Exception {
    String order = String.join(" ", List.of(args).subList(2, args.length));
    try (Scratch scratch = Scratch.create();
        Stage stage = new Stage(Stage.Place.loopback(), Path.of(args[0]), scratch.directory())) {
      Path recording = scratch.directory().resolve("profile.jfr");
      try (Jvm driver =
          stage.driver(
              args[1], false, "-XX:StartFlightRecording=settings=profile,filename=" + recording)) {
        driver.send(order);
        System.out.println("calls per second, CPU us, bytes, p50 us, p99 us, others:");
        driver.linesUntil("done").forEach(System.out::println);
      }
      show(recording);
    }
  }

  private static void show(Path recording) throws IOException {
    Map<String, Double> cpu = new HashMap<>();
    Map<String, Double> allocated = new HashMap<>();
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        switch (event.getEventType().getName()) {
          case CPU, NATIVE -> cpu.merge(frames(event), 1.0, Double::sum);
          case ALLOCATION ->
              allocated.merge(
                  event.getClass("objectClass").getName() + "  " + frames(event),
                  (double) event.getLong("weight"),
                  Double::sum);
          default -> {}
        }
      }
    }
    print("CPU samples", cpu);
    print("Bytes allocated, including the start of the JVM", allocated);
  }

  private static String frames(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "unknown";
    }
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    StringBuilder text = new StringBuilder();
    frames
        .subList(0, Math.min(DEPTH, frames.size()))
        .forEach(
            frame -> {
              String type = frame.getMethod().getType().getName();
              text.append(text.length() == 0 ? "" : " < ")
                  .append(type.substring(type.lastIndexOf('.') + 1))
                  .append('.')
                  .append(frame.getMethod().getName());
            });
    return text.toString();
  }

  private static void print(String title, Map<String, Double> weights) {
    double all = weights.values().stream().mapToDouble(weight -> weight).sum();
    System.out.println();
    System.out.println(title);
    Consumer<Map.Entry<String, Double>> line =
        each -> System.out.printf("%5.1f %%  %s%n", 100 * each.getValue() / all, each.getKey());
    weights.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(line);
  }
}
