package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The result of {@code pinelink doctor …}, run on the application host.
 *
 * @param exitCode 0 if data can flow
 * @param text the standard output
 */
record DoctorRun(int exitCode, String text) {
  private static final int LABEL = 9;
  private static final int SEEN = 24;
  private static final Pattern HINT = Pattern.compile(" +-> (?<hint>.*)");

  /** Returns the result of a command, which has printed no error. */
  static DoctorRun of(CommandRun run, List<String> args) {
    assertThat(run.err()).as("standard error of %s", args).isEmpty();
    return new DoctorRun(run.exitCode(), run.text());
  }

  /** Returns the whole text as one line, to search for phrases that may have been wrapped. */
  String unfolded() {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Returns the steps, parsed from the columns of the output. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (String line : text.lines().skip(2).takeWhile(line -> !line.isEmpty()).toList()) {
      if (!line.startsWith(" ")) {
        steps.add(
            Step.of(
                check(columns(line, LABEL, SEEN)),
                status(columns(line, 0, LABEL)),
                columns(line, SEEN, line.length()),
                Optional.empty(),
                Duration.ZERO));
      } else {
        int last = steps.size() - 1;
        steps.set(last, continued(steps.get(last), line));
      }
    }
    return steps;
  }

  private static String columns(String line, int from, int to) {
    return line.substring(Math.min(from, line.length()), Math.min(to, line.length())).strip();
  }

  private static Step continued(Step step, String line) {
    Matcher hint = HINT.matcher(line);
    if (hint.matches()) {
      return Step.of(
          step.check(), step.status(), step.seen(), Optional.of(hint.group("hint")), Duration.ZERO);
    }
    return step.hint().isEmpty()
        ? Step.of(
            step.check(),
            step.status(),
            (step.seen() + " " + line.strip()).strip(),
            Optional.empty(),
            Duration.ZERO)
        : Step.of(
            step.check(),
            step.status(),
            step.seen(),
            step.hint().map(begun -> begun + " " + line.strip()),
            Duration.ZERO);
  }

  private static Check check(String label) {
    return Arrays.stream(Check.values())
        .filter(check -> labelOf(check).equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step is called '" + label + "'"));
  }

  private static String labelOf(Check check) {
    return switch (check) {
      case GRPC -> "call over gRPC";
      case REST -> "call over REST";
      case GRPC_LIBRARIES -> "gRPC libraries";
      case REST_LIBRARIES -> "REST libraries";
      default -> check.toString();
    };
  }

  private static Status status(String word) {
    return switch (word) {
      case "ok" -> Status.OK;
      case "warning" -> Status.WARNING;
      case "FAILED" -> Status.FAILED;
      default -> Status.SKIPPED;
    };
  }
}
